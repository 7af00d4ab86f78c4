using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a reader does through the links of mails: confirm, leave, come back at once.</summary>
internal sealed class SubscriptionWorkflow(
    Database database, SubscriptionStore subscriptions, SuppressionStore suppressions, ConfirmationTokens confirmations, UnsubscribeTokens unsubscriptions, TimeProvider time)
{
    /// <summary>How long after leaving a reader may come back without a new confirmation.</summary>
    /// <remarks>Not for ever: digests are forwarded, and whoever holds one holds its unsubscribe link.</remarks>
    public static readonly TimeSpan UndoPeriod = TimeSpan.FromHours(1);

    /// <summary>Whether <see cref="ResubscribeAsync"/> would take the reader back.</summary>
    public bool CanResubscribe(Subscription subscription) => CanResubscribe(subscription, time.GetUtcNow());

    /// <summary>Whether a reader may come back without a new confirmation at a time.</summary>
    public static bool CanResubscribe(Subscription subscription, DateTimeOffset now) =>
        subscription is { State: SubscriptionState.Unsubscribed, ConfirmedAt: not null, UnsubscribedAt: { } left } && now - left <= UndoPeriod;

    /// <summary>What a confirmation link leads to; changes nothing.</summary>
    public async Task<TokenResult> ReadConfirmationAsync(string? token, CancellationToken cancellationToken)
    {
        var (status, id) = confirmations.Read(token);
        if (status != TokenStatus.Valid) return new TokenResult(status, null);
        return Confirmation(await subscriptions.FindAsync(id!, cancellationToken));
    }

    /// <summary>Confirms a pending subscription; doing so again is harmless, and one that its reader ended stays ended.</summary>
    public async Task<TokenResult> ConfirmAsync(string? token, CancellationToken cancellationToken)
    {
        var (status, id) = confirmations.Read(token);
        if (status != TokenStatus.Valid) return new TokenResult(status, null);
        await database.WriteAsync(async transaction =>
        {
            if (await subscriptions.ConfirmAsync(transaction, id!, time.GetUtcNow())) await suppressions.LiftErasureOfAsync(transaction, id!);
        }, cancellationToken);
        return Confirmation(await subscriptions.FindAsync(id!, cancellationToken));
    }

    /// <summary>What an unsubscribe link leads to; changes nothing.</summary>
    public async Task<TokenResult> ReadUnsubscriptionAsync(string? token, CancellationToken cancellationToken)
    {
        if (unsubscriptions.Read(token) is not { } id) return new TokenResult(TokenStatus.Unknown, null);
        return new TokenResult(TokenStatus.Valid, await subscriptions.FindAsync(id, cancellationToken));
    }

    /// <summary>Ends a subscription; doing so again, or when it is no longer kept, is the same.</summary>
    public Task<TokenResult> UnsubscribeAsync(string? token, CancellationToken cancellationToken) =>
        ChangeAsync(token, cancellationToken, subscription => subscription.State != SubscriptionState.Unsubscribed,
            (transaction, subscription) => subscriptions.UnsubscribeAsync(transaction, subscription.Id, time.GetUtcNow()));

    /// <summary>Takes an unsubscription back within <see cref="UndoPeriod"/>; later it changes nothing.</summary>
    public Task<TokenResult> ResubscribeAsync(string? token, CancellationToken cancellationToken) =>
        ChangeAsync(token, cancellationToken, CanResubscribe,
            (transaction, subscription) => subscriptions.ResubscribeAsync(transaction, subscription.Id));

    /// <summary>Changes what an unsubscribe link leads to, where the change applies.</summary>
    internal async Task<TokenResult> ChangeAsync(
        string? token, CancellationToken cancellationToken, Func<Subscription, bool> applies,
        Func<System.Data.Common.DbTransaction, Subscription, Task> change)
    {
        if (unsubscriptions.Read(token) is not { } id) return new TokenResult(TokenStatus.Unknown, null);
        return await database.WriteAsync(async transaction =>
        {
            var subscription = await subscriptions.LockAsync(transaction, id);
            if (subscription is null || !applies(subscription)) return new TokenResult(TokenStatus.Valid, subscription);
            await change(transaction, subscription);
            return new TokenResult(TokenStatus.Valid, await subscriptions.LockAsync(transaction, id));
        }, cancellationToken);
    }

    /// <summary>An unconfirmed sign-up that is no longer kept has expired, whatever its link says.</summary>
    private static TokenResult Confirmation(Subscription? subscription) =>
        new(subscription is null ? TokenStatus.Expired : TokenStatus.Valid, subscription);
}
