Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -- <名称>");
