namespace Lantai.Papers;

/// <summary>Opens a file that a person named; what the disk objects to becomes one sentence.</summary>
public static class InputFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return System.IO.File.OpenRead(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException($"找不到文件{path}，请检查路径。", cause);
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException($"不能读取{path}，请核对它是不是文件，检查权限，或关闭正在使用它的程序。", cause);
        }
    }
}
