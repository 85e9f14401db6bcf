using Lantai.Benchmarks;

switch (args.FirstOrDefault())
{
    case "clock": await ClockBench.RunAsync(); break;
    case "scoring": await ScoringBench.RunAsync(); break;
    case "verify": VerifyBulletin.Run(); break;
    case "docx": BulletinDocx.Run(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- clock|scoring|verify|docx"); break;
}
