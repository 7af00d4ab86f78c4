using System.Net;
using Syndication.Feeds.Content;
using Syndication.Worker.Outgoing;

namespace Syndication.Worker.Newsletters.Pages;

/// <summary>Asks the site for pages. The site is that of <c>Site:BaseUrl</c>, and only where that is this machine may the answer come from it.</summary>
internal sealed class PageClient : IDisposable
{
    private const int MostRedirects = 5;

    private readonly SiteOptions site;
    private readonly GuardedHttpClient client;

    /// <summary>A client for one site.</summary>
    public PageClient(SiteOptions site, IHostResolver resolver, OutgoingLimits limits, TimeProvider time)
    {
        this.site = site;
        var policy = site.BaseUrl.IsLoopback ? new AddressPolicy(IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")) : new AddressPolicy();
        client = new GuardedHttpClient(policy, resolver, limits, time);
    }

    /// <summary>Asks for a page: its head, and all of it where the site does not answer to that.</summary>
    public async Task<PageAnswer> AskAsync(Uri page, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Head, page, cancellationToken);
        // RFC 9110 §9.3.2 lets a server answer HEAD as it would GET; those that do not say so in these ways.
        return answer.Status is 400 or 403 or 405 or 501 ? Judge(await AskAsync(HttpMethod.Get, page, cancellationToken)) : Judge(answer);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static PageAnswer Judge(OutgoingAnswer answer) => new(answer.Failure == OutgoingFailure.None && answer.Status == 200, answer.Reason);

    private async Task<OutgoingAnswer> AskAsync(HttpMethod method, Uri page, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, page);
            var answer = await client.SendAsync(request, 0, cancellationToken);
            if (answer.Status is not (301 or 302 or 303 or 307 or 308) || answer.Location is not { } location || redirects == MostRedirects) return answer;
            var next = new Uri(page, location);
            // Another site that answers says nothing about this one.
            if (next.Scheme is not ("http" or "https") || !next.IdnHost.Equals(site.BaseUrl.IdnHost, StringComparison.OrdinalIgnoreCase)) return answer;
            page = next;
        }
    }
}
