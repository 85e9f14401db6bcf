using Lantai.Benchmarks;
using Lantai.Benchmarks.Patrol;
using Lantai.Benchmarks.Wording;

switch (args.FirstOrDefault())
{
    case "scoring": await ScoringBench.RunAsync(); break;
    case "clock": await ClockBench.RunAsync(); break;
    case "inbox": await InboxBench.RunAsync(); break;
    case "verify": VerifyBulletin.Run(); break;
    case "docx": BulletinDocx.Run(); break;
    case "patrol": return await PatrolBench.RunAsync(args[1..]);
    case "wording": return WordingBench.Run();
    case "start": await StartBench.RunAsync(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- scoring|clock|inbox|verify|docx|start|patrol|wording"); break;
}
return 0;
