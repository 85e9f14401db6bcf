using Lantai.Benchmarks;

switch (args.FirstOrDefault())
{
    case "verify": VerifyBulletin.Run(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- verify"); break;
}
