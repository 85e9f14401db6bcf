using Lantai.Patrol.Checks;

namespace Lantai.Patrol;

/// <summary>
/// A check: one file under Checks, one spec under specs/checks, one row in packs/checks. It listens to pages as they
/// are read, to files and foreign pages as they are opened, to suspicious links and to the whole site at the end.
/// </summary>
internal sealed record Check(string Id)
{
    /// <summary>At every page of the site that was read.</summary>
    public Action<PageLook>? OnPage { get; init; }

    /// <summary>At every file of the site that was opened: what is wrong with it, or null.</summary>
    public Func<FileLook, Flaw?>? OnFile { get; init; }

    /// <summary>At the first page of every foreign host that links lead to.</summary>
    public Func<FileLook, Flaw?>? OnForeign { get; init; }

    /// <summary>At every link whose target is not simply alive, or has a flaw.</summary>
    public Func<LinkLook, string?>? OnLink { get; init; }

    /// <summary>When everything has been looked at.</summary>
    public Action<SiteLook>? OnSite { get; init; }

    public static IReadOnlyList<Check> All { get; } =
    [
        new(SiteDown.Id),
        new(Availability.Id) { OnSite = Availability.Look },
        new(DeadLink.Id) { OnLink = DeadLink.Look },
        new(DeadExternal.Id) { OnLink = DeadExternal.Look },
        new(DeadAttachment.Id) { OnLink = DeadAttachment.Look },
        new(DeadResource.Id) { OnLink = DeadResource.Look },
        new(BadAddress.Id) { OnPage = BadAddress.Look },
        new(IntranetLink.Id) { OnPage = IntranetLink.Look },
        new(Soft404.Id) { OnSite = Soft404.Look },
        new(EmptyAttachment.Id) { OnFile = EmptyAttachment.Look },
        new(FakeAttachment.Id) { OnFile = FakeAttachment.Look },
        new(BrokenAttachment.Id) { OnFile = BrokenAttachment.Look },
        new(LapsedExternal.Id) { OnForeign = LapsedExternal.Look },
        new(HijackedExternal.Id) { OnForeign = HijackedExternal.Look },
        new(HomeStale.Id) { OnSite = HomeStale.Look },
        new(ColumnStale.Id) { OnSite = ColumnStale.Look },
        new(ColumnBlank.Id) { OnSite = ColumnBlank.Look },
        new(Undated.Id) { OnSite = Undated.Look },
        new(DateConflict.Id) { OnSite = DateConflict.Look },
        new(FutureDate.Id) { OnSite = FutureDate.Look },
        new(Backdated.Id) { OnSite = Backdated.Look },
        new(TitleLong.Id) { OnSite = TitleLong.Look },
        new(TitleMissing.Id) { OnPage = TitleMissing.Look },
        new(TitleDefault.Id) { OnPage = TitleDefault.Look },
        new(TitleRepeated.Id) { OnSite = TitleRepeated.Look },
        .. WordingChecks.All,
        new(AttachmentPrivacy.Id) { OnFile = AttachmentPrivacy.Look },
        new(FooterMarks.Id) { OnPage = FooterMarks.Look },
        new(SiteTags.Id) { OnPage = SiteTags.Look },
        new(ColumnTags.Id) { OnPage = ColumnTags.Look },
        new(ArticleTags.Id) { OnPage = ArticleTags.Look },
        new(NoHttps.Id) { OnSite = NoHttps.Look },
        new(MixedContent.Id) { OnPage = MixedContent.Look },
        new(Certificate.Id) { OnSite = Certificate.Look },
        new(Ipv6Support.Id) { OnSite = Ipv6Support.Look },
        new(ImageText.Id) { OnPage = ImageText.Look },
        new(PageLanguage.Id) { OnPage = PageLanguage.Look },
        new(FieldLabel.Id) { OnPage = FieldLabel.Look },
        new(FrameTitle.Id) { OnPage = FrameTitle.Look },
        new(HeadingOrder.Id) { OnPage = HeadingOrder.Look },
        new(LinkText.Id) { OnPage = LinkText.Look },
        new(HiddenLink.Id) { OnPage = HiddenLink.Look },
        new(HiddenText.Id) { OnPage = HiddenText.Look },
        new(CharsetConflict.Id) { OnPage = CharsetConflict.Look },
        new(Mojibake.Id) { OnPage = Mojibake.Look },
        new(CrawlTrap.Id),
        new(HostilePage.Id),
    ];
}
