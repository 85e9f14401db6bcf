using System.CommandLine;
using System.Text;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.Patrol;

namespace Lantai.Cli;

/// <summary><c>lantai import site ADDRESS</c>: goes through another portal as the patrol does and takes its articles in, as drafts.</summary>
internal static class ImportSiteVerb
{
    public static Command Create()
    {
        var start = new Argument<string>("网址") { Description = "从哪里开始，如原门户的栏目页" };
        var region = RegionOption.Create();
        var unit = new Option<string>("--unit") { Description = "这些稿件的公开主体，单位全称", Required = true };
        var column = new Option<string>("--column") { Description = "导入到哪个栏目，名称或代码", Required = true };
        var under = new Option<string?>("--under") { Description = "只要网址以此开头的页面", HelpName = "网址" };
        var pages = new Option<int>("--max-pages") { Description = "最多看多少页，默认50000", HelpName = "页数", DefaultValueFactory = _ => 50_000 };
        var rate = new Option<decimal>("--rate") { Description = "对网站每秒最多多少次请求，默认10", HelpName = "次数", DefaultValueFactory = _ => 10 };
        var dryRun = new Option<bool>("--dry-run") { Description = "只看会导入什么，不写入" };
        var command = new Command("site", "从别的门户导入稿件，都作为起草中的稿件；同一网址只导入一次") { start, region, unit, column, under, pages, rate, dryRun };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var folder = Directory.CreateTempSubdirectory("lantai-site-");
            try
            {
                var site = new FetchedSite(folder.FullName);
                await site.FetchAsync(PatrolVerb.Address(parsed.GetRequiredValue(start)), parsed.GetValue(pages), parsed.GetValue(rate), stop);
                var articles = site.Articles(parsed.GetValue(under) ?? "", parsed.GetRequiredValue(unit), parsed.GetRequiredValue(column));
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"看了{site.PageCount}页、{site.FileCount}个文件，认出稿件{articles.Count}篇。");
                return await ImportArticlesVerb.RunAsync(options, parsed, parsed.GetRequiredValue(region), parsed.GetValue(dryRun), articles, [], stop);
            }
            finally
            {
                folder.Delete(true);
            }
        });
        return command;
    }

    /// <summary>What a patrol fetched, kept in a folder until it is imported.</summary>
    private sealed class FetchedSite(string folder)
    {
        private readonly Lock sync = new();
        private readonly Dictionary<string, string> pages = [];
        private readonly Dictionary<string, string> files = [];

        public int PageCount => pages.Count;

        public int FileCount => files.Count;

        public async Task FetchAsync(Patrol.Addresses.WebAddress start, int most, decimal rate, CancellationToken stop)
        {
            var options = new PatrolOptions
            {
                Starts = [start],
                MostPages = most,
                Checks = ["undated"],
                AsksElsewhere = false,
                Fetch = new() { Rate = rate },
                OnPage = (address, bytes) => Keep(pages, address, bytes),
                OnFile = (address, bytes) => Keep(files, address, bytes),
            };
            var report = await new PatrolRun(options, PatrolRules.Load(PackFolder.BesideProgram), TimeProvider.System).RunAsync(null, stop);
            stop.ThrowIfCancellationRequested();
            if (pages.Count == 0) throw new RefusedException($"{start.Text}打不开：{(report.Undecided.Count > 0 ? report.Undecided[0].Reason : "没有得到网页")}。");
        }

        public IReadOnlyList<ImportedArticle> Articles(string under, string unit, string column) =>
        [
            .. pages.Where(page => page.Key.StartsWith(under, StringComparison.Ordinal)).OrderBy(page => page.Key, StringComparer.Ordinal)
                .Select(page => PageArticle.Read(page.Key, File.ReadAllText(page.Value, Encoding.UTF8), unit, column, Open)).OfType<ImportedArticle>(),
        ];

        private Func<Stream>? Open(string address) => files.TryGetValue(address, out var path) ? () => File.OpenRead(path) : null;

        private void Keep(Dictionary<string, string> kept, string address, ReadOnlyMemory<byte> bytes)
        {
            var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(path, bytes.Span);
            lock (sync) kept[address] = path;
        }
    }
}
