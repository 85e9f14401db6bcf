namespace Lantai;

/// <summary>
/// What was asked cannot be done, and the message says so to the person who asked: one Chinese sentence that
/// names the file, line, field or address and what to do. Pages show it in the error summary, the API answers
/// 409, the command line prints it on stderr and ends with 2. It never carries personal data.
/// </summary>
public sealed class RefusedException : Exception
{
    public RefusedException(string sentence) : base(sentence) { }

    public RefusedException(string sentence, Exception cause) : base(sentence, cause) { }

    public RefusedException() : this("不能这样做。") { }
}
