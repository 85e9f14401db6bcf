using System.Text;

namespace Lantai.Patrol.Robots;

/// <summary>
/// What a site's robots.txt says to one visitor (RFC 9309). The longest matching rule decides, of two equally long
/// ones the permission; without a group for the visitor the group for all counts; without any rule all is allowed.
/// </summary>
internal sealed class RobotsFile
{
    /// <summary>RFC 9309 2.5: at least this much of a file is read.</summary>
    public const int ReadBytes = 500 * 1024;

    private static readonly byte[] Itself = "/robots.txt"u8.ToArray();

    private readonly IReadOnlyList<RobotsRule> rules;

    private RobotsFile(IReadOnlyList<RobotsRule> rules, IReadOnlyList<string> sitemaps) => (this.rules, Sitemaps) = (rules, sitemaps);

    /// <summary>There is no file: RFC 9309 2.3.1.3, every address may be visited.</summary>
    public static RobotsFile AllowAll { get; } = new([], []);

    /// <summary>The file cannot be had: RFC 9309 2.3.1.4, nothing may be visited.</summary>
    public static RobotsFile DisallowAll { get; } = new([new RobotsRule(false, RobotsPath.Normalise("/"u8))], []);

    /// <summary>The addresses of sitemaps, as written.</summary>
    public IReadOnlyList<string> Sitemaps { get; }

    /// <param name="agent">The visitor's product token: letters, hyphens and underscores.</param>
    public static RobotsFile Parse(ReadOnlySpan<byte> file, string agent)
    {
        var reader = new GroupReader(agent);
        foreach (var line in Encoding.UTF8.GetString(file[..Math.Min(file.Length, ReadBytes)]).TrimStart('\uFEFF').EnumerateLines()) reader.Read(line);
        return new RobotsFile(reader.Rules, reader.Sitemaps);
    }

    /// <summary>What the answer to a request for the file means.</summary>
    /// <param name="status">The HTTP status after redirects; null when there was no answer.</param>
    public static RobotsFile FromAnswer(int? status, ReadOnlySpan<byte> body, string agent) => status switch
    {
        >= 200 and < 300 => Parse(body, agent),
        >= 300 and < 500 => AllowAll,
        _ => DisallowAll,
    };

    /// <param name="pathAndQuery">As it is sent to the server.</param>
    public bool Allows(ReadOnlySpan<byte> pathAndQuery)
    {
        if (rules.Count == 0 || pathAndQuery.SequenceEqual(Itself)) return true;
        var path = RobotsPath.Normalise(pathAndQuery);
        var (length, allowed) = (-1, true);
        foreach (var rule in rules)
        {
            if (rule.Length < length || (rule.Length == length && allowed) || !rule.Matches(path)) continue;
            (length, allowed) = (rule.Length, rule.Allows);
        }
        return allowed;
    }

    public bool Allows(string pathAndQuery) => Allows(Encoding.UTF8.GetBytes(pathAndQuery));

    /// <summary>Consecutive user-agent lines open a group; groups of one agent are joined; other lines do not interfere.</summary>
    private sealed class GroupReader(string agent)
    {
        private readonly List<RobotsRule> own = [], others = [];
        private bool isNaming, isOwn, isForAll, hasOwn;

        public IReadOnlyList<RobotsRule> Rules => hasOwn ? own : others;

        public List<string> Sitemaps { get; } = [];

        public void Read(ReadOnlySpan<char> line)
        {
            var comment = line.IndexOf('#');
            if (comment >= 0) line = line[..comment];
            var colon = line.IndexOf(':');
            if (colon < 0) return;
            var (key, value) = (line[..colon].Trim().ToString(), line[(colon + 1)..].Trim().ToString());
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase)) Name(value);
            else if (key.Equals("allow", StringComparison.OrdinalIgnoreCase)) Rule(true, value);
            else if (key.Equals("disallow", StringComparison.OrdinalIgnoreCase)) Rule(false, value);
            else if (key.Equals("sitemap", StringComparison.OrdinalIgnoreCase) && value.Length > 0) Sitemaps.Add(value);
        }

        private void Name(string value)
        {
            if (!isNaming) (isOwn, isForAll) = (false, false);
            isNaming = true;
            if (value == "*" || value.StartsWith("* ", StringComparison.Ordinal)) isForAll = true;
            var token = new string([.. value.TakeWhile(c => char.IsAsciiLetter(c) || c is '-' or '_')]);
            if (token.Equals(agent, StringComparison.OrdinalIgnoreCase)) isOwn = hasOwn = true;
        }

        private void Rule(bool allows, string pattern)
        {
            isNaming = false;
            if (pattern.Length == 0) return;
            var rule = new RobotsRule(allows, RobotsPath.Normalise(Encoding.UTF8.GetBytes(pattern)));
            if (isOwn) own.Add(rule);
            if (isForAll) others.Add(rule);
        }
    }
}
