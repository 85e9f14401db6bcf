namespace Lantai.Requests;

/// <summary>The files of a posted form, open until they are put away.</summary>
internal sealed class PostedFiles : IAsyncDisposable
{
    private readonly List<Stream> open = [];
    private IncomingFile? scan;
    private IncomingFile? other;

    public static PostedFiles Open(IFormFile? scan, IFormFile? other)
    {
        var files = new PostedFiles();
        files.scan = files.Open(scan);
        files.other = files.Open(other);
        return files;
    }

    public NewRequest AddTo(NewRequest wanted) => wanted with { IdentityScan = scan, Files = other is null ? [] : [other] };

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in open) await stream.DisposeAsync();
    }

    private IncomingFile? Open(IFormFile? file)
    {
        if (file is null) return null;
        var stream = file.OpenReadStream();
        open.Add(stream);
        return new IncomingFile(file.FileName, stream);
    }
}
