namespace Syndication.Worker.WebSub;

/// <summary>The <c>Link</c> header of a public file (RFC 8288): itself, and for a feed its hubs, which is how WebSub §4 finds them.</summary>
/// <param name="options">The hubs.</param>
/// <param name="topics">The addresses.</param>
internal sealed class FeedLinkHeader(WebSubOptions options, TopicAddresses topics)
{
    private readonly string hubs = string.Concat(options.Addresses.Select(hub => $", <{new Uri(hub).AbsoluteUri}>; rel=\"hub\""));

    /// <summary>The header's value for a file below the output folder, ASCII.</summary>
    public string Of(string path) => $"<{topics.AddressOf(path)}>; rel=\"self\"" + (topics.IsTopic(path) ? hubs : "");
}
