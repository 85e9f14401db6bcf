using Lantai.Benchmarks;

switch (args.FirstOrDefault())
{
    case "docx": BulletinDocx.Run(); break;
    default: Console.WriteLine("用法：dotnet run --project bench/Lantai.Benchmarks -c Release -- docx"); break;
}
