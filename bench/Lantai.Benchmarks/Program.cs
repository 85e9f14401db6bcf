using Lantai.Benchmarks;

switch (args.FirstOrDefault())
{
    case "scoring": await ScoringBench.RunAsync(); break;
    case "verify": VerifyBulletin.Run(); break;
    case "docx": BulletinDocx.Run(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- scoring|verify|docx"); break;
}
