using System.CommandLine;
using Lantai.Disclosure;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai import articles FILE</c>: articles from a table and a folder of their files, as drafts.</summary>
internal static class ImportArticlesVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("文件") { Description = "稿件表（csv、xlsx、xls）：编号、标题、公开主体、栏目、成文日期、正文、附件等列" };
        var folder = new Option<string?>("--files") { Description = "附件所在的文件夹", HelpName = "文件夹" };
        var region = RegionOption.Create();
        var dryRun = new Option<bool>("--dry-run") { Description = "只看会导入什么，不写入" };
        var command = new Command("articles", "导入稿件，都作为起草中的稿件；编号相同的只导入一次") { file, folder, region, dryRun };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(folder) is { } named && !Directory.Exists(named)) throw new RefusedException($"没有文件夹{named}，请检查 --files。");
            var unread = new List<ImportMessage>();
            var articles = ArticleFile.Read(SourceTables.Read(parsed.GetRequiredValue(file), ArticleFile.Limits), parsed.GetValue(folder), unread);
            return await RunAsync(options, parsed, parsed.GetRequiredValue(region), parsed.GetValue(dryRun), articles, unread, stop);
        });
        return command;
    }

    /// <summary>Looks or writes, and tells what came of it.</summary>
    /// <param name="unread">What could not even be read.</param>
    internal static async Task<int> RunAsync(
        DatabaseOptions options, ParseResult parsed, string region, bool isDry, IEnumerable<ImportedArticle> articles, IReadOnlyList<ImportMessage> unread,
        CancellationToken stop)
    {
        await using var database = await options.OpenAsync(parsed, stop);
        await Schema.EnsureCurrentAsync(database.Source, stop);
        await FileFolder.EnsureOwnAsync(database, TimeProvider.System, stop);
        await using var app = LantaiApp.Build(LantaiApp.CreateBuilder(), database);
        await using var scope = app.Services.CreateAsyncScope();
        var to = await RegionOption.FindAsync(scope.ServiceProvider.GetRequiredService<LantaiDb>(), region);
        var import = scope.ServiceProvider.GetRequiredService<ImportArticles>();
        var plan = isDry ? await import.PlanAsync(to.Id, articles, stop) : await import.ApplyAsync(Actor.Program, to.Id, articles, stop);
        var (output, messages) = (parsed.InvocationConfiguration.Output, unread.Concat(plan.Messages).OrderBy(message => message.Row).ToList());
        foreach (var message in messages) output.WriteLine(message.Sentence);
        foreach (var title in plan.Titles) output.WriteLine($"　{title}");
        if (plan.New > plan.Titles.Count) output.WriteLine($"　……共{plan.New}篇");
        var leftOut = messages.Count(message => message.IsLeftOut);
        output.WriteLine($"{(isDry ? "预览（没有写入）" : "已导入")}：新稿件{plan.New}篇，附件{plan.Files}个，以前导入过{plan.Known}篇，不能导入{leftOut}篇。"
            + (isDry ? "" : "稿件都在起草中，请在工作台提交审核。"));
        return leftOut == 0 ? ExitCode.Fine : ExitCode.Found;
    }
}
