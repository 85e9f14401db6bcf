using Lantai.Storage;

namespace Lantai.Disclosure;

/// <summary>A paper that another part of the program published: a bulletin, an annual report.</summary>
/// <param name="Path">Behind the address of the region: bulletins/5.</param>
/// <param name="On">The day on which it was published.</param>
public sealed record FoundPaper(string Title, string Path, DateOnly On);

/// <summary>Finds what a part of the program published in a region by the words of its titles, the newest first.</summary>
/// <param name="words">As <see cref="Bigrams.Split"/> cuts them; every one must stand in the title.</param>
/// <param name="most">No more than these.</param>
public delegate Task<IReadOnlyList<FoundPaper>> FindPapers(LantaiDb db, long regionId, IReadOnlyList<string> words, int most, CancellationToken stop);
