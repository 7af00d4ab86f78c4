using System.Globalization;
using System.Text;
using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.WebSub;

/// <summary>Asks callbacks whether they meant what was asked of the built-in hub (WebSub §5.3), and tells them of denials (§5.2).</summary>
/// <param name="requests">What was asked.</param>
/// <param name="subscriptions">What becomes of it.</param>
/// <param name="client">Reaches callbacks.</param>
/// <param name="signal">Tells of more requests.</param>
/// <param name="time">Leases are measured from the moment that the callback is asked.</param>
/// <param name="logger">Where outcomes are reported, without addresses.</param>
internal sealed partial class VerificationDispatcher(
    HubRequestStore requests, HubSubscriptionStore subscriptions, GuardedHttpClient client, WebSubSignal signal, TimeProvider time, ILogger<VerificationDispatcher> logger)
    : IWebSubDispatcher
{
    private const int Most = 16;
    private const int MostPerHost = 2;

    // Our challenges have 26 characters.
    private const int MostAnswer = 256;

    private readonly HostLanes lanes = new(Most, signal);

    /// <inheritdoc/>
    public Task RunDueAsync(CancellationToken cancellationToken) => lanes.DrainAsync(
        (busy, most) => requests.ClaimAsync(busy, MostPerHost, most, RetryDelays.Claim, cancellationToken), request => request.Host, request => AskAsync(request, cancellationToken), cancellationToken);

    private async Task AskAsync(HubRequest request, CancellationToken cancellationToken)
    {
        var challenge = RandomId.New();
        var expiresAt = time.GetUtcNow().AddSeconds(request.LeaseSeconds);
        using var question = new HttpRequestMessage(HttpMethod.Get, Question(request, challenge));
        var answer = await client.SendAsync(question, MostAnswer, cancellationToken);
        var isVerified = request.Mode != HubMode.Denied && answer.IsSuccess && answer.Body.Span.SequenceEqual(Encoding.ASCII.GetBytes(challenge));
        if (isVerified)
        {
            await subscriptions.FulfilAsync(request, expiresAt, cancellationToken);
            LogVerified(request.Id, request.Mode);
        }
        else if (answer.IsPassing && RetryDelays.OfVerification(request.Attempts + 1) is { } delay)
        {
            await requests.PostponeAsync(request, delay, cancellationToken);
            LogPostponed(request.Id, request.Mode, answer.Reason, delay);
        }
        else
        {
            // §5.1: where verification fails, the subscription stays as it was.
            await requests.RemoveAsync(request.Id, cancellationToken);
            LogEnded(request.Id, request.Mode, answer.IsSuccess ? "another answer than the challenge" : answer.Reason);
        }
    }

    /// <summary>§5.1: the callback's own query is kept, ours is appended.</summary>
    private static Uri Question(HubRequest request, string challenge)
    {
        var query = new List<(string Name, string Value)> { ("hub.mode", request.Mode.ToString().ToLowerInvariant()), ("hub.topic", request.Topic) };
        if (request.Mode == HubMode.Denied) query.Add(("hub.reason", "This hub has no such feed."));
        else query.Add(("hub.challenge", challenge));
        if (request.Mode == HubMode.Subscribe) query.Add(("hub.lease_seconds", request.LeaseSeconds.ToString(CultureInfo.InvariantCulture)));
        var joint = request.Callback.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return new Uri(request.Callback + joint + string.Join('&', query.Select(field => field.Name + "=" + Uri.EscapeDataString(field.Value))));
    }

    [LoggerMessage(6010, LogLevel.Information, "Hub request {Request} ({Mode}) was verified")]
    private partial void LogVerified(string request, HubMode mode);

    [LoggerMessage(6011, LogLevel.Information, "Hub request {Request} ({Mode}) could not be verified ({Reason}); it is tried again in {Delay}")]
    private partial void LogPostponed(string request, HubMode mode, string reason, TimeSpan delay);

    [LoggerMessage(6012, LogLevel.Information, "Hub request {Request} ({Mode}) has ended: {Reason}")]
    private partial void LogEnded(string request, HubMode mode, string reason);
}
