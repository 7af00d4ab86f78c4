using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Entries are written and checked once and put into every feed that holds them.</summary>
public sealed class WrittenFeedTests
{
    public static TheoryData<FeedFormat> Formats => [.. Enum.GetValues<FeedFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Feeds_that_share_entries_have_the_bytes_that_each_has_alone(FeedFormat format)
    {
        var entries = new WrittenEntries();
        foreach (var document in new[] { SampleFeed.Document, SampleFeed.ArchivePage, SampleFeed.With(SampleFeed.Rich), SampleFeed.Document with { Language = "de" }, SampleFeed.Document with { TagScheme = "https://b.example/" } })
        {
            using var feed = WrittenFeed.Write(document, format, entries);
            Assert.Equal(Encoding.UTF8.GetString(FeedWriter.Write(document, format)), Encoding.UTF8.GetString(feed.Bytes.Span));
            Assert.Null(feed.Fault());
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Entry_is_written_once_until_it_is_forgotten(FeedFormat format)
    {
        var entries = new WrittenEntries();
        var first = entries.Get(SampleFeed.Document, SampleFeed.Rich, format);
        Assert.Same(first, entries.Get(SampleFeed.ArchivePage, SampleFeed.Rich, format));
        entries.Forget(SampleFeed.Rich);
        Assert.NotSame(first, entries.Get(SampleFeed.Document, SampleFeed.Rich, format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Gate_finds_in_the_parts_what_the_lint_finds_in_the_whole(FeedFormat format)
    {
        string[] contents =
        [
            "<p>good</p>", "<script>x</script>", "<p onclick=\"x\">a</p>", "<a href=\"javascript:x\">a</a>", "<a href=\"/b\">a</a>", "<p", "<img src=\"https://a.example/ü\">",
            "<p>Nothing special.</p>", "<iframe></iframe>", "]]>", "<!-- a -->", "</item></entry>}",
        ];
        foreach (var content in contents)
        {
            var document = SampleFeed.Document with { Entries = [SampleFeed.Rich, SampleFeed.Plain with { ContentHtml = content }] };
            using var feed = WrittenFeed.Write(document, format, new WrittenEntries());
            var whole = FeedLint.Check(feed.Bytes.ToArray(), format).Select(finding => (finding.Rule, finding.Message)).Order();
            Assert.Equal(whole, FeedLint.Check(feed).Select(finding => (finding.Rule, finding.Message)).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Content_that_failed_in_one_format_fails_in_the_others(FeedFormat format)
    {
        var entries = new WrittenEntries();
        var document = SampleFeed.With(SampleFeed.Plain with { ContentHtml = "<script>x</script>" });
        foreach (var other in Enum.GetValues<FeedFormat>())
        {
            using var feed = WrittenFeed.Write(document, other, entries);
            Assert.Contains("rule 6", feed.Fault(), StringComparison.Ordinal);
        }

        using var again = WrittenFeed.Write(document, format, entries);
        Assert.Contains("rule 6", again.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Two_entries_of_one_identity_do_not_pass(FeedFormat format)
    {
        using var feed = WrittenFeed.Write(SampleFeed.Document with { Entries = [SampleFeed.Plain, SampleFeed.Plain with { Title = "Other" }] }, format, new WrittenEntries());
        Assert.Contains("rule 12", feed.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Fault_of_the_frame_does_not_pass(FeedFormat format)
    {
        using var feed = WrittenFeed.Write(SampleFeed.Document with { Title = " " }, format, new WrittenEntries());
        Assert.NotNull(feed.Fault());
    }
}
