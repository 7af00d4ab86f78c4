using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;

namespace Syndication.Worker.WebSub;

/// <summary>Builds the request that carries a feed to a subscriber (WebSub §7): its whole bytes, its type, its links, and the signature that a secret asks for.</summary>
/// <param name="feeds">Where the files are.</param>
/// <param name="topics">Their addresses.</param>
/// <param name="links">The link header.</param>
/// <param name="secrets">Reads secrets.</param>
internal sealed class DistributionBuilder(FeedsOptions feeds, TopicAddresses topics, FeedLinkHeader links, HubSecrets secrets)
{
    /// <summary>The request, or null where the subscriber's secret cannot be read any more: it may not go out unsigned.</summary>
    public async Task<HttpRequestMessage?> BuildAsync(HubDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var secret = delivery.Secret is null ? null : secrets.Unprotect(delivery.Secret);
        if (secret is null && delivery.Secret is not null) return null;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(feeds.OutputFolder, delivery.Path), cancellationToken);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(topics.FormatOf(delivery.Path)!.Value.ContentType());
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Callback) { Content = content };
        request.Headers.TryAddWithoutValidation("Link", links.Of(delivery.Path));
        if (secret is not null)
        {
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes));
            request.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + signature);
        }

        return request;
    }
}
