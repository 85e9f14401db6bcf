using Lantai.Benchmarks;

switch (args.FirstOrDefault())
{
    case "clock": await ClockBench.RunAsync(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- clock"); break;
}
