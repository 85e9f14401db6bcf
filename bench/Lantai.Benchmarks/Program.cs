using Lantai.Benchmarks;
using Lantai.Benchmarks.Disclosure;
using Lantai.Benchmarks.Patrol;
using Lantai.Benchmarks.Wording;

switch (args.FirstOrDefault())
{
    case "scoring": await ScoringBench.RunAsync(); break;
    case "clock": await ClockBench.RunAsync(); break;
    case "inbox": await InboxBench.RunAsync(); break;
    case "verify": VerifyBulletin.Run(); break;
    case "annual": AnnualBench.Run(); break;
    case "docx": BulletinDocx.Run(); break;
    case "patrol": return await PatrolBench.RunAsync(args[1..]);
    case "wording": return WordingBench.Run();
    case "start": await StartBench.RunAsync(); break;
    case "portal": await PortalBench.RunAsync(args[1..]); break;
    case "search": await SearchBench.RunAsync(args[1..]); break;
    case "articles": await ArticleImportBench.RunAsync(args[1..]); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- scoring|clock|inbox|verify|annual|docx|start|patrol|wording|portal|search|articles"); break;
}
return 0;
