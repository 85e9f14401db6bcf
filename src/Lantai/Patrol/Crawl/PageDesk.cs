using System.Runtime.InteropServices;
using System.Text;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>
/// One worker's desk: reads a page, enters its links, takes its note and shows it to the checks. Everything on it is
/// reused from page to page.
/// </summary>
internal sealed class PageDesk(RunParts run)
{
    private readonly Page page = new();
    private readonly AddressBuffer address = new();
    private readonly NoteTaker notes = new();
    private readonly List<ResolvedLink> resolved = [];
    private readonly List<int> places = [], numbers = [], sheets = [];
    private readonly List<bool> leadsOn = [];
    private readonly ConcealedWords concealed = new(run.Rules.Of(HiddenText.Id));
    private readonly PageLook look = new(run.Rules, run.Sink, run.Scope, run.Today);
    private readonly int longestAttribute = run.Rules.Of(HostilePage.Id).Number("属性") << 10;
    private readonly bool looksForConcealed = run.Sink.Wants(HiddenLink.Id) || run.Sink.Wants(HiddenText.Id);
    private ConcealedNames readWith = ConcealedNames.None;
    private byte[] scratch = new byte[32 * 1024];
    private int used;

    public BodyBuffer Body { get; } = new();

    /// <summary>Addresses that this page was the first to name.</summary>
    public List<int> Found { get; } = [];

    public PageNote Read(Answered answer, int number, byte depth, bool isHome)
    {
        Read(answer, looksForConcealed ? run.Styles.All : ConcealedNames.None);
        Found.Clear();
        EnterLinks(number, depth);
        var note = notes.Take(page, number, depth, isHome, numbers);
        look.Turn(page, note, answer, leadsOn);
        foreach (var check in run.PageChecks) check(look);
        Judge(answer);
        if (!looksForConcealed) return note;
        NoteSheets();
        if (!run.Styles.Defer(answer, note, sheets)) LookForConcealed(answer, sheets);
        return note;
    }

    /// <summary>Looks at a page for what its style sheets take out of sight, now that they were read.</summary>
    public void LookAgain(EarlyPage early)
    {
        Read(early.Answer, run.Styles.All);
        look.Turn(page, early.Note, early.Answer, []);
        LookForConcealed(early.Answer, early.Sheets);
    }

    private void Read(Answered answer, ConcealedNames names)
    {
        var (utf8, charset) = Charset.ToUtf8(answer.Body, answer.ContentType);
        page.Start(answer.Final, utf8, charset, readWith = names);
        PageReader.Read(page);
    }

    /// <summary>
    /// The page was read with the names of all sheets of the site; where that shows something, or more of them have come in meanwhile, it is
    /// read with those of its own.
    /// </summary>
    private void LookForConcealed(Answered answer, IReadOnlyList<int> own)
    {
        if (readWith == run.Styles.All && !concealed.IsOn(page)) return;
        Read(answer, run.Styles.Of(own));
        concealed.Look(look);
    }

    private void NoteSheets()
    {
        sheets.Clear();
        for (var i = 0; i < page.Links.Count; i++)
            if (page.Links[i] is { Kind: LinkKind.Stylesheet, IsForPrint: false } && numbers[i] >= 0) sheets.Add(numbers[i]);
    }

    /// <summary>A style sheet has addresses of its own: pictures, fonts, more sheets.</summary>
    public void ReadSheet(Answered answer, int number, byte depth)
    {
        var (utf8, charset) = Charset.ToUtf8(answer.Body, answer.ContentType);
        run.Styles.Put(number, utf8.Span);
        page.Start(answer.Final, utf8, charset);
        LinkHarvest.TakeCss(page, new ValueRange(0, utf8.Length), 0, Traits.None);
        Found.Clear();
        EnterLinks(number, depth);
    }

    private void EnterLinks(int number, byte depth)
    {
        resolved.Clear();
        places.Clear();
        leadsOn.Clear();
        numbers.Clear();
        used = 0;
        var lines = new Places(page.Body);
        for (var i = 0; i < page.Links.Count; i++)
        {
            numbers.Add(-1);
            leadsOn.Add(Resolve(page.Links[i], ref lines));
            if (leadsOn[i] && !page.Links[i].IsPost) places.Add(i);
        }
        run.Map.Enter(number, (byte)Math.Min(depth + 1, byte.MaxValue), scratch.AsSpan(0, used), CollectionsMarshal.AsSpan(resolved), Found, places, numbers);
    }

    /// <summary>Writes the resolved address and the words into the scratch; false for what leads nowhere on the web.</summary>
    private bool Resolve(PageLink link, ref Places lines)
    {
        var written = page.Value(link.Value);
        if (!AddressParser.TryParse(written, page.Base, page.Charset.QueryEncoding, address) || !address.Written.StartsWith("http"u8)) return false;
        if (link.IsPost) return true;
        if (AddressSecret.IsIn(address.Written, address.Parts)) written = WithoutSecret(written);
        var target = address.WithoutFragment;
        var isOwn = run.Scope.Holds(target);
        var sort = TargetSorts.Of(link.Kind, target, address.Parts);
        var start = Keep(target);
        var words = Keep(written);
        resolved.Add(new ResolvedLink(start, target.Length, words, written.Length, sort, isOwn, lines.Of(link.At), link.Kind, link.Traits));
        return true;
    }

    /// <summary>
    /// The host that is asked is the same; the password is kept nowhere. What is written in a way that does not let it be told from the
    /// rest is shown as it was resolved.
    /// </summary>
    private ReadOnlySpan<byte> WithoutSecret(ReadOnlySpan<byte> written)
    {
        var whole = AddressSecret.Masked(address.WithoutFragment, address.Parts);
        var shown = Encoding.UTF8.GetBytes(AddressSecret.Masked(Encoding.UTF8.GetString(written)));
        var isHidden = AddressParser.TryParse(shown, page.Base, page.Charset.QueryEncoding, address) && !AddressSecret.IsIn(address.Written, address.Parts);
        AddressParser.TryParse(whole, null, null, address);
        // Of a relative address it is the base that says it.
        return isHidden || !written.Contains((byte)'@') ? shown : whole;
    }

    private int Keep(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > scratch.Length) Array.Resize(ref scratch, Math.Max(scratch.Length * 2, used + bytes.Length));
        bytes.CopyTo(scratch.AsSpan(used));
        used += bytes.Length;
        return used - bytes.Length;
    }

    /// <summary>A page that had to be cut, or is built to cost, is a finding; what was read of it was read.</summary>
    private void Judge(Answered answer)
    {
        var reason = answer.Cut switch
        {
            BodyCut.None when page.Depth > OpenElements.Deepest => $"标签嵌套{page.Depth}层",
            BodyCut.None when page.LongestAttribute > longestAttribute => $"标签属性长{page.LongestAttribute >> 10}KB",
            BodyCut.None when page.HasTooManyLinks => "链接数量异常",
            BodyCut.None => null,
            BodyCut.TooLarge => $"页面超过{run.Options.Fetch.MostPageBytes >> 20}MB",
            BodyCut.Bomb => "页面压缩比异常",
            BodyCut.TooSlow => $"页面{run.Options.Fetch.BodyLimit.TotalSeconds:0}秒内没有传完",
            BodyCut.Broken => "页面传输中断",
        };
        if (reason is null) return;
        var remedy = answer.Cut == BodyCut.None ? "请精简页面" : "只检查了前面的内容";
        look.Report(HostilePage.Id, -1, null, $"{reason}，{remedy}。", $"读到{answer.Body.Length}字节");
    }
}
