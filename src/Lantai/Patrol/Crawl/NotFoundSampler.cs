using System.Security.Cryptography;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;
using Lantai.Patrol.Robots;

namespace Lantai.Patrol.Crawl;

/// <summary>Asks every directory for an address that cannot be there, to learn how it says so.</summary>
internal sealed class NotFoundSampler(RunParts run, IReadOnlySet<int> homes, RobotsCache robots)
{
    /// <param name="most">Directories; those with most pages first.</param>
    public async Task<IReadOnlyList<NotFoundSample>> AskAsync(IReadOnlyList<PageNote> pages, int most, CancellationToken stop)
    {
        var directories = pages.Where(page => run.Scope.Holds(page.Address))
            .GroupBy(page => Checks.Soft404.Directory(page.Address.Text), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(most).ToList();
        var samples = new List<NotFoundSample>();
        var sync = new Lock();
        await Parallel.ForEachAsync(directories, new ParallelOptions { MaxDegreeOfParallelism = run.Options.Fetch.Connections, CancellationToken = stop }, async (directory, stopped) =>
        {
            var sample = await AskAsync(directory.Key, Ending(directory.First().Address.Path), stopped);
            lock (sync) samples.Add(sample);
        });
        return samples;
    }

    /// <summary>Programs answer by ending: .jsp and .html may be two different servers.</summary>
    private static string Ending(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? ".html" : name[dot..];
    }

    private async Task<NotFoundSample> AskAsync(string directory, string ending, CancellationToken stop)
    {
        var address = WebAddress.Parse($"{directory}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}{ending}")!;
        // Its pages may be open to us while the folder is not.
        if (!await robots.AllowsAsync(address, stop)) return new(directory, NotFoundKind.Unknown, "", 0, 0, "");
        var outcome = await run.Fetcher.FetchAsync(address, FetchMethod.Get, new BodyBuffer(), run.Options.Fetch.MostPageBytes, stop);
        if (outcome is not Answered answer) return new(directory, NotFoundKind.Unknown, "", 0, 0, "");
        if (answer.Status >= 400) return new(directory, answer.Status is 404 or 410 ? NotFoundKind.Proper : NotFoundKind.Unknown, "", 0, 0, "");
        if (homes.Contains(run.Map.Enter(answer.Final, TargetSort.Page, run.Scope.Holds(answer.Final), byte.MaxValue)))
            return new(directory, NotFoundKind.Home, "", 0, 0, $"随机地址{address.Text}被转到首页");
        if (!answer.IsHtml) return new(directory, NotFoundKind.Unknown, "", 0, 0, "");
        var page = new Page();
        var (utf8, charset) = Charset.ToUtf8(answer.Body, answer.ContentType);
        page.Start(answer.Final, utf8, charset);
        PageReader.Read(page);
        var note = new NoteTaker().Take(page, -1, 0, false, [.. Enumerable.Repeat(-1, page.Links.Count)]);
        return new(directory, NotFoundKind.Page, note.Title, note.TextKey, note.TextLength, $"与随机地址{address.Text}的内容相同（HTTP {answer.Status}）");
    }
}
