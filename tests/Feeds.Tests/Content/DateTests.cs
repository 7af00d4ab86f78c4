using System.Globalization;
using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class DateTests
{
    [Theory]
    [InlineData("2022-08-12", "2022-08-11T21:00:00Z")]
    [InlineData("2022-08-12T14:29", "2022-08-12T11:29:00Z")]
    [InlineData("2022-08-12T14:29:49", "2022-08-12T11:29:49Z")]
    [InlineData("2022-08-12T14:29:49.818Z", "2022-08-12T14:29:49.818Z")]
    [InlineData("2022-08-12T14:29:49,5+0300", "2022-08-12T11:29:49.5Z")]
    [InlineData("2022-08-12 14:29:49 +0300", "2022-08-12T11:29:49Z")]
    [InlineData("2022-08-12T14:29:49-05", "2022-08-12T19:29:49Z")]
    [InlineData("2022-08-12T24:00:00Z", "2022-08-13T00:00:00Z")]
    [InlineData("2022-08-12 14:29:49 UTC", "2022-08-12T14:29:49Z")]
    [InlineData("Fri, 12 Aug 2022 14:29:49 +0300", "2022-08-12T11:29:49Z")]
    [InlineData("12 Aug 2022 14:29 GMT", "2022-08-12T14:29:00Z")]
    [InlineData("Fri, 12 Aug 2022 14:29:49 EST", "2022-08-12T19:29:49Z")]
    [InlineData("August 12, 2022", "2022-08-11T21:00:00Z")]
    [InlineData("Aug 12, 2022", "2022-08-11T21:00:00Z")]
    [InlineData("Jul 08 2022", "2022-07-07T21:00:00Z")]
    [InlineData("\"2022-08-12\"", "2022-08-11T21:00:00Z")]
    public void Date_is_read(string written, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Sample.Parse($"---\ntitle: a\ndate: {written}\n---\n").Post?.Published);

    [Theory]
    [InlineData("03/04/2022")]
    [InlineData("3.4.2022")]
    [InlineData("2022-02-30")]
    [InlineData("2022-13-01")]
    [InlineData("2022-08-12T25:00")]
    [InlineData("2022-08-12T10:60")]
    [InlineData("20220812")]
    [InlineData("2022-W32-5")]
    [InlineData("2022-08")]
    [InlineData("Sat, 12 Aug 2022 14:29:49 +0300")]
    [InlineData("Augustus 12, 2022")]
    [InlineData("tomorrow")]
    [InlineData("1660314589")]
    [InlineData("[2022-08-12]")]
    [InlineData("2022-08-12T10:00:00+25:00")]
    [InlineData("0000-01-01")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    public void Unclear_or_impossible_date_is_refused(string written)
    {
        var problem = Sample.Problem(Sample.Parse($"---\ntitle: a\ndate: {written}\n---\n"));
        Assert.Equal((ProblemCodes.DateInvalid, ProblemSeverity.Error, 3, 1), (problem.Code, problem.Severity, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("2024-03-31T02:30", "2024-03-31T01:30:00Z")] // skipped: forward by the hour, to 03:30 summer time
    [InlineData("2024-10-27T02:30", "2024-10-27T00:30:00Z")] // twice: the first, still summer time
    [InlineData("2024-03-31T01:59", "2024-03-31T00:59:00Z")]
    [InlineData("2024-10-27T03:00", "2024-10-27T02:00:00Z")]
    public void Local_time_over_a_change_of_the_clock(string written, string expected)
    {
        var berlin = Sample.Site with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        var post = Sample.Parse($"---\ntitle: a\ndate: {written}\n---\n", site: berlin).Post!;
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), post.Published);
    }

    [Theory]
    [InlineData("created: 2020-01-01\npublishDate: 2021-01-01T00:00Z", 2021)]
    [InlineData("published: 2021-06-01\ncreated: 2020-06-01", 2021)]
    [InlineData("published: true\ncreated: 2020-06-01", 2020)]
    [InlineData("date: \"\"\npubDate:\ncreated: 2020-06-01", 2020)]
    public void Keys_are_tried_in_order(string keys, int year) =>
        Assert.Equal(year, Sample.Parse($"---\ntitle: a\n{keys}\n---\n").Post!.Published.Year);

    [Fact]
    public void File_name_gives_the_date_when_nothing_else_does()
    {
        Assert.Equal(2019, Sample.Parse("---\ntitle: a\n---\n", "x/2019-07-08-a.md").Post!.Published.Year);
        Assert.Equal(ProblemCodes.DateInvalid, Sample.Problem(Sample.Parse("---\ntitle: a\n---\n", "2019-02-30-a.md")).Code);
        Assert.Equal(ProblemCodes.DateMissing, Sample.Problem(Sample.Parse("---\ntitle: a\n---\n", "2019-07-08.md")).Code);
    }

    [Fact]
    public void Change_before_the_publication_counts_as_the_publication()
    {
        var parsed = Sample.File("updated: 2023-05-05T10:00:00Z");
        Assert.Equal(parsed.Post!.Published, parsed.Post.Updated);
        Assert.Equal((ProblemCodes.UpdatedBeforePublished, ProblemSeverity.Warning, 4), (Sample.Problem(parsed).Code, Sample.Problem(parsed).Severity, Sample.Problem(parsed).Line));
    }

    [Fact]
    public void Change_on_the_day_of_publication_is_not_before_it()
    {
        var parsed = Sample.File("lastmod: 2023-05-06");
        Assert.Empty(parsed.Problems);
        Assert.Equal(parsed.Post!.Published, parsed.Post.Updated);
    }

    [Fact]
    public void Invalid_change_is_a_warning_and_ignored()
    {
        var parsed = Sample.File("updated: soon");
        Assert.Null(parsed.Post!.Updated);
        Assert.Equal((ProblemCodes.DateInvalid, ProblemSeverity.Warning), (Sample.Problem(parsed).Code, Sample.Problem(parsed).Severity));
    }
}
