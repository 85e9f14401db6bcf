using System.Net;
using System.Text;

namespace Lantai.Mail;

/// <summary>Writes a digest as a message. Pure.</summary>
public static class DigestLetter
{
    /// <param name="home">Where people reach the desk.</param>
    public static Message Of(string key, string to, Digest digest, string home)
    {
        var subject = $"政务公开待办{digest.Count}项（{digest.Day:yyyy年M月d日}）";
        return new Message(key, to, subject, Text(digest, home), Html(subject, digest, home));
    }

    private static string Text(Digest digest, string home)
    {
        var text = new StringBuilder($"到{digest.Day:yyyy年M月d日}，工作台上要您办的有：\n");
        foreach (var (region, sections) in digest.Regions)
        {
            text.Append($"\n【{region}】\n");
            foreach (var section in sections)
            {
                text.Append($"\n{section.Title}\n");
                foreach (var line in section.Lines) text.Append($"· {line.Text}\n  {home}{line.Path}\n");
            }
        }
        return text.Append($"\n{Farewell}{home}/desk/mail\n").ToString();
    }

    private static string Html(string subject, Digest digest, string home)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{Safe(subject)}</title></head><body>\n");
        html.Append($"<p>到{digest.Day:yyyy年M月d日}，工作台上要您办的有：</p>\n");
        foreach (var (region, sections) in digest.Regions)
        {
            html.Append($"<h2>{Safe(region)}</h2>\n");
            foreach (var section in sections)
            {
                html.Append($"<h3>{Safe(section.Title)}</h3>\n<ul>\n");
                foreach (var line in section.Lines) html.Append($"<li><a href=\"{Safe(home + line.Path)}\">{Safe(line.Text)}</a></li>\n");
                html.Append("</ul>\n");
            }
        }
        return html.Append($"<p>{Farewell}<a href=\"{Safe(home)}/desk/mail\">{Safe(home)}/desk/mail</a></p>\n</body></html>\n").ToString();
    }

    private const string Farewell = "本邮件由系统自动发出，请不要回复。不再收取，或者换邮箱：";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
