using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats.Checking;

/// <summary>Checks what only several feeds together tell: rules 11, 12 and 23.</summary>
internal static class FeedFamilyLint
{
    /// <summary>What is wrong between the feeds of a folder.</summary>
    public static IEnumerable<FeedFileFinding> Check(IReadOnlyList<FeedFile> files) =>
        SharedAddresses(files).Concat(OtherIdentities(files)).Concat(BrokenChains(files)).Concat(RepeatedEntries(files));

    /// <summary>Rule 11: an address is one feed's.</summary>
    private static IEnumerable<FeedFileFinding> SharedAddresses(IReadOnlyList<FeedFile> files) => files
        .Where(file => file.Self is not null).GroupBy(file => file.Self, StringComparer.Ordinal)
        .SelectMany(same => same.Skip(1).Select(file => Error(file, SelfRule(file), $"{same.First().Path} has the same self address, {file.Self}")));

    /// <summary>Rule 12: the same posts have the same identities in every format.</summary>
    private static IEnumerable<FeedFileFinding> OtherIdentities(IReadOnlyList<FeedFile> files)
    {
        foreach (var family in files.GroupBy(file => file.Path[..file.Path.LastIndexOf('.')], StringComparer.Ordinal))
        {
            var first = family.First();
            foreach (var other in family.Skip(1))
            {
                if (!first.Ids.Order(StringComparer.Ordinal).SequenceEqual(other.Ids.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                    yield return Error(other, 12, $"Its entries are not those of {first.Path}, or have other identities there.");
            }
        }
    }

    /// <summary>Rule 23: the page that a feed goes on with is there.</summary>
    private static IEnumerable<FeedFileFinding> BrokenChains(IReadOnlyList<FeedFile> files)
    {
        var addresses = files.Select(file => file.Self).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            // Pages below another address may be somebody else's.
            if (file.Previous is { } previous && !addresses.Contains(previous) && BaseOf(file) is { } root && previous.StartsWith(root, StringComparison.Ordinal))
                yield return Error(file, 23, $"The archive page before it is not there: {previous}");
        }
    }

    /// <summary>Rule 23: all pages together hold every post once.</summary>
    private static IEnumerable<FeedFileFinding> RepeatedEntries(IReadOnlyList<FeedFile> files)
    {
        foreach (var archive in files.Where(file => file.Current is not null).GroupBy(file => file.Current, StringComparer.Ordinal))
        {
            var pages = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var page in archive)
            {
                foreach (var id in page.Ids.Distinct(StringComparer.Ordinal))
                {
                    if (!pages.TryAdd(id, page.Path))
                        yield return Error(page, 23, $"The page {pages[id]} holds the entry {id} too.");
                }
            }
        }
    }

    /// <summary>The address of the checked folder, where a feed's own address ends with its path in it.</summary>
    private static string? BaseOf(FeedFile file)
    {
        if (file.Self is null)
            return null;
        var address = Uri.UnescapeDataString(file.Self);
        return address.EndsWith("/" + file.Path, StringComparison.Ordinal) ? address[..^file.Path.Length] : null;
    }

    private static int SelfRule(FeedFile file) => file.Format switch { FeedFormat.Rss => 11, FeedFormat.Atom => 20, _ => 25 };

    private static FeedFileFinding Error(FeedFile file, int rule, string message) => new(file.Path, new LintFinding(rule, ProblemSeverity.Error, message, 1, 1));
}
