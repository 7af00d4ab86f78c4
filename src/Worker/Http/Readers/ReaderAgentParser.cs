using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Worker.Model;

namespace Syndication.Worker.Http.Readers;

/// <summary>
/// Reads User-Agents. All that is kept is a product name of letters and how many people it fetches for: versions,
/// systems, addresses and e-mail addresses are dropped, and a name that could be a person's, or a machine's, is Other.
/// </summary>
internal static partial class ReaderAgentParser
{
    private const int LongestRead = 512;
    private const int MostSubscribers = 100_000_000;

    // Names as their makers write them, in the order in which they are looked for: a service that says what it is like comes before what it is like.
    private static readonly string[] Known =
    [
        "Feedly", "Inoreader", "NewsBlur", "Feedbin", "theoldreader.com", "The Old Reader", "BazQux", "Bloglovin", "Feedspot", "Feeder.co", "FeedHQ",
        "Netvibes", "Newsify", "Superfeedr", "Flipboard", "Tiny Tiny RSS", "FreshRSS", "Miniflux", "NextCloud-News", "Nextcloud-News", "CommaFeed", "selfoss",
        "NetNewsWire", "Reeder", "ReadKit", "Unread", "Lire", "Feeder", "FeedMe", "gReader", "Akregator", "Liferea", "newsboat", "Newsbeuter", "RSS Guard", "QuiteRSS",
        "RSSOwl", "Thunderbird", "Vienna", "Elfeed", "rss2email", "rawdog", "Planet Venus", "feedparser", "Universal Feed Parser", "SimplePie", "MagpieRSS", "gofeed", "Kill the Newsletter",
        "FeedFetcher-Google", "Feedfetcher-Google", "Googlebot", "bingbot", "DuckDuckBot", "Applebot", "YandexBot", "W3C_Validator", "FeedValidator", "Slackbot", "Discordbot", "Mastodon",
        "curl", "Wget", "python-requests", "Go-http-client", "okhttp", "Java",
    ];

    /// <summary>What a User-Agent says.</summary>
    public static ReaderAgent Parse(string? userAgent)
    {
        try
        {
            var text = userAgent ?? "";
            return Read(text.Length > LongestRead ? text[..LongestRead] : text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A machine that stands still for a second must not cost the reader its feed.
            return new ReaderAgent(ReaderNames.Other, 0, null);
        }
    }

    private static ReaderAgent Read(string text)
    {
        var subscribers = SubscriberCount().Match(text) is { Success: true } count
            && int.TryParse(count.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MostSubscribers) : 0;
        var feed = FeedIdentity().Match(text);
        return new ReaderAgent(NameOf(text), subscribers, feed.Success ? feed.Groups["id"].Value : null);
    }

    private static string NameOf(string text)
    {
        foreach (var name in Known)
        {
            if (Begins(text, name)) return Canonical(name);
        }

        if (Browser().IsMatch(text) && !Compatible().IsMatch(text)) return ReaderNames.Browser;
        // Only letters before a version: no digits that could number a person, no dots of a host's name, no @.
        var product = Product().Match(Compatible().Match(text) is { Success: true } compatible ? compatible.Groups["rest"].Value : text);
        return product.Success ? product.Groups["name"].Value : ReaderNames.Other;
    }

    /// <summary>Whether a known name stands in the text as a word.</summary>
    private static bool Begins(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var before = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
        var end = at + name.Length;
        return before && (end == text.Length || !char.IsLetter(text[end]));
    }

    private static string Canonical(string name) => name switch
    {
        "theoldreader.com" => "The Old Reader",
        "Nextcloud-News" => "NextCloud-News",
        "Feedfetcher-Google" => "FeedFetcher-Google",
        "Universal Feed Parser" => "feedparser",
        _ => name,
    };

    [GeneratedRegex(@"(?<![0-9.,])(?<count>[0-9]{1,9}) +(subscribers?|readers?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SubscriberCount();

    [GeneratedRegex(@"\bfeed-?id[:=] ?(?<id>[0-9a-f]{1,24})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FeedIdentity();

    [GeneratedRegex(@"^(Mozilla|Opera)/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Browser();

    [GeneratedRegex(@"\(compatible; *(?<rest>[^)]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compatible();

    [GeneratedRegex(@"^(?<name>[A-Za-z](?:[A-Za-z _-]{0,22}[A-Za-z])?)/[0-9v]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Product();
}
