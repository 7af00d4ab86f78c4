using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class FieldTests
{
    [Theory]
    [InlineData("path: hello world", "https://site.example/hello%20world")]
    [InlineData("permalink: /a/b/", "https://site.example/a/b")]
    [InlineData("slug: a%20b%zz", "https://site.example/a%20b%25zz")]
    [InlineData("path: /a/index.html", "https://site.example/a")]
    [InlineData("path: /", "https://site.example/")]
    [InlineData("path: /index.html", "https://site.example/")]
    [InlineData("url: https://SITE.example/x", "https://site.example/x")]
    [InlineData("url: /günlük", "https://site.example/g%C3%BCnl%C3%BCk")]
    [InlineData("path: ./a", "https://site.example/a")]
    [InlineData("path: a..b", "https://site.example/a..b")]
    public void Address_is_joined_to_the_site(string key, string url) => Assert.Equal(url, Sample.Post(key).Url);

    [Theory]
    [InlineData("/a?b=c")]
    [InlineData("\"/a#b\"")]
    [InlineData("//other.example/a")]
    [InlineData("http://site.example/a")]
    [InlineData("https://other.example/a")]
    [InlineData("https://site.example.evil/a")]
    [InlineData("https://site.example:8443/a")]
    [InlineData("https://me@site.example/a")]
    [InlineData("mailto:a@b.c")]
    [InlineData("javascript:alert(1)")]
    [InlineData("../a")]
    [InlineData("/a/../b")]
    [InlineData("/a/%2e%2E/b")]
    public void Address_that_is_not_on_the_site_is_an_error(string path)
    {
        var parsed = Sample.File($"path: {path}");
        Assert.Equal((ProblemCodes.UrlInvalid, 4), (Sample.Problem(parsed).Code, Sample.Problem(parsed).Line));
        Assert.Equal(FileState.Problem, parsed.State);
    }

    [Theory]
    [InlineData("a/b/index.md", "https://site.example/a/b")]
    [InlineData("index.md", "https://site.example/")]
    [InlineData("a/c d?.markdown", "https://site.example/a/c%20d%3F")]
    [InlineData("2020-01-02-x.md", "https://site.example/2020-01-02-x")]
    public void File_gives_the_address_when_the_front_matter_does_not(string file, string url) => Assert.Equal(url, Sample.Post(file: file).Url);

    [Theory]
    [InlineData(TrailingSlash.Never, "/a/", "https://site.example/a")]
    [InlineData(TrailingSlash.Always, "/a", "https://site.example/a/")]
    [InlineData(TrailingSlash.AsIs, "/a/", "https://site.example/a/")]
    [InlineData(TrailingSlash.AsIs, "/a", "https://site.example/a")]
    [InlineData(TrailingSlash.Never, "/", "https://site.example/")]
    public void Trailing_slash_is_as_configured(TrailingSlash slash, string path, string url) =>
        Assert.Equal(url, Sample.Post($"path: {path}", site: Sample.Site with { TrailingSlash = slash }).Url);

    [Fact]
    public void Site_below_a_path_keeps_the_path()
    {
        var site = Sample.Site with { BaseUrl = new("https://site.example/blog/") };
        Assert.Equal("https://site.example/blog/a", Sample.Post("path: /a", site: site).Url);
        Assert.Equal("https://site.example/blog/", Sample.Post("path: /", site: site).Url);
        Assert.Equal("https://site.example/blog/i.png", Sample.Post("image: /i.png", site: site).Image!.Url);
    }

    [Fact]
    public void Permalink_false_has_no_page_and_is_excluded() => Assert.Equal(FileState.Excluded, Sample.File("permalink: false").State);

    [Theory]
    [InlineData("draft: yes")]
    [InlineData("draft: \"True\"")]
    [InlineData("published: no")]
    [InlineData("status: Draft")]
    public void Draft_is_held_back_without_problems(string key)
    {
        var parsed = Sample.Parse($"---\n{key}\ndate: nonsense\n---\n");
        Assert.True(parsed is { State: FileState.Draft, Problems.IsEmpty: true });
    }

    [Fact]
    public void Where_decides_before_fields_are_read()
    {
        var options = Sample.Options with { Where = new(new Dictionary<string, IReadOnlyList<string>> { ["templateKey"] = ["blog-post"] }) };
        Assert.True(Sample.Parse("---\ntemplateKey: page\ndate: nonsense\n---\n", options: options) is { State: FileState.Excluded, Problems.IsEmpty: true });
        Assert.Equal(FileState.Post, Sample.Parse("---\ntemplate_key: [page, Blog-Post]\ntitle: a\ndate: 2020-01-01\n---\n", options: options).State);
    }

    [Theory]
    [InlineData("tags: a, b ,, c", "a|b|c")]
    [InlineData("tags: [a, 'b, c']", "a|b, c")]
    [InlineData("keywords: x", "x")]
    [InlineData("tags: [Foo Bar, foo-bar, FOO_BAR, foobar, '']", "Foo Bar")]
    [InlineData("tags:\nkeywords: [k]", "k")]
    [InlineData("tags: [1.0, no, ~]", "1.0|no")]
    public void Tags_are_each_named_once(string key, string labels) => Assert.Equal(labels, string.Join('|', Sample.Post(key).Tags.Select(tag => tag.Label)));

    [Theory]
    [InlineData("title: [a]", ProblemCodes.TitleMissing, ProblemSeverity.Error)]
    [InlineData("title: \"\\u0007\"", ProblemCodes.TitleMissing, ProblemSeverity.Error)]
    [InlineData("title: a\ntags: {a: b}", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\nlang: xx", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\nlang: english", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\nimage: [a.png]", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\nimage: {src: a.png}", ProblemCodes.ImageMissingAlt, ProblemSeverity.Warning)]
    [InlineData("title: a\nauthor: {email: a@b.c}", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\nfeed: maybe", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\ndescription: [a]", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    [InlineData("title: a\ncorrection: [{date: 2020-01-01}]", ProblemCodes.FieldType, ProblemSeverity.Warning)]
    public void Field_of_the_wrong_shape_is_reported(string keys, string code, ProblemSeverity severity)
    {
        var problem = Sample.Problem(Sample.Parse($"---\ndate: 2020-01-01\n{keys}\n---\nText.\n"));
        Assert.Equal((code, severity, keys.Contains('\n', StringComparison.Ordinal) ? 4 : 3), (problem.Code, problem.Severity, problem.Line));
    }

    [Theory]
    [InlineData("lang: pt-br", "pt-BR")]
    [InlineData("language: ZH_hant_tw", "zh-Hant-TW")]
    [InlineData("lang: sr-Latn", "sr-Latn")]
    [InlineData("lang: qq", "en")]
    [InlineData("x: y", "en")]
    public void Language_is_canonical(string key, string language) => Assert.Equal(language, Sample.File(key).Post!.Language);

    [Fact]
    public void Authors_of_every_form()
    {
        Assert.Equal([new("The Desk")], Sample.Post().Authors);
        Assert.Equal([new("A, B")], Sample.Post("author: A, B").Authors);
        Assert.Equal(
            [new("A"), new("B", "b@c.d", "https://site.example/b")],
            Sample.Post("authors: [A, {name: B, email: b@c.d, url: /b}]").Authors);
    }

    [Theory]
    [InlineData("image: pic.png", "https://site.example/a/pic.png")]
    [InlineData("featured_image: /pic.png", "https://site.example/pic.png")]
    [InlineData("cover: {url: 'https://cdn.example/p q.png', alt: x}", "https://cdn.example/p%20q.png")]
    [InlineData("thumbnail: //cdn.example/p.png", "https://cdn.example/p.png")]
    public void Picture_is_absolute(string key, string url) => Assert.Equal(url, Sample.Post($"path: /a/b\n{key}").Image!.Url);

    [Theory]
    [InlineData("id: urn:isbn:123", "urn:isbn:123")]
    [InlineData("guid: some post", "tag:site.example,2023:some%20post")]
    [InlineData("id: 42", "tag:site.example,2023:42")]
    public void Stated_identity_is_a_uri(string key, string id) => Assert.Equal(id, PostIdentity.New(Sample.Post(key), Sample.Site, Sample.Options));

    [Fact]
    public void New_identity_is_made_of_host_day_and_path()
    {
        Assert.Equal("tag:site.example,2023-05-06:/a/b", PostIdentity.New(Sample.Post("path: /a/b"), Sample.Site, Sample.Options));
        Assert.Equal("https://site.example/a/b", PostIdentity.New(Sample.Post("path: /a/b"), Sample.Site, Sample.Options with { Identity = IdentityScheme.Url }));
    }

    [Fact]
    public void Feed_false_implies_newsletter_false()
    {
        Assert.True(Sample.Post("feed: false") is { InFeeds: false, InNewsletters: false });
        Assert.True(Sample.Post("newsletter: no") is { InFeeds: true, InNewsletters: false });
    }

    [Fact]
    public void Corrections_are_a_list_whatever_their_form()
    {
        Assert.Equal([new(null, "Wrong.")], Sample.Post("correction: Wrong.").Corrections);
        Assert.Equal(
            [new(new(2023, 6, 1, 21, 0, 0, TimeSpan.Zero), "One"), new(null, "Two", true)],
            Sample.Post("correction: [{date: 2023-06-02, text: One}, {text: Two, urgent: true}]").Corrections);
    }

    [Theory]
    [InlineData("retracted: true", "")]
    [InlineData("retracted: Bad data", "Bad data")]
    [InlineData("retracted: false", null)]
    [InlineData("x: y", null)]
    public void Retraction_is_a_reason(string key, string? reason) => Assert.Equal(reason, Sample.Post(key).Retracted);

    [Fact]
    public void Hash_moves_with_what_a_reader_sees_and_with_nothing_else()
    {
        var hash = Sample.Post().ContentHash;
        Assert.Equal(hash, Sample.Post("unknown: x\nfeed: false").ContentHash);
        foreach (var key in new[] { "description: x", "tags: x", "type: x", "image: x", "author: x", "correction: x", "retracted: x", "lang: tr", "path: x", "updated: 2024-01-01" })
        {
            Assert.NotEqual(hash, Sample.Post(key).ContentHash);
        }

        Assert.NotEqual(hash, Sample.Post(body: "Other.").ContentHash);
    }
}
