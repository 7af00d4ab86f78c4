using System.Data.Common;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>From a sign-up to a subscription that waits for its confirmation.</summary>
internal sealed class SignUpWorkflow(
    Database database, SubscriberStore subscribers, SubscriptionStore subscriptions, SuppressionStore suppressions,
    PrivacyOptions privacy, TimeProvider time)
{
    /// <summary>Within this time of one confirmation mail no second goes out for the same subscription.</summary>
    public static readonly TimeSpan ConfirmationPause = TimeSpan.FromMinutes(10);

    /// <summary>Confirmation mails that one address gets in 24 hours at most, whoever asks for them.</summary>
    public const int ConfirmationsPerDay = 6;

    /// <summary>Takes a sign-up and queues its confirmation mail.</summary>
    /// <remarks>A confirmed subscription stays as it is: anybody may type anybody's address. Who was erased may sign up anew; the trace of it goes when that is confirmed.</remarks>
    public Task<SignUpOutcome> SubscribeAsync(SignUpRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            // Mail rule 21: an erasure is lifted by the person's own new double opt-in, and by that alone.
            if (await suppressions.FindAsync(transaction, request.Address.Key) is not (null or SuppressionReason.Erasure)) return SignUpOutcome.Suppressed;
            var subscriber = await FindOrAddAsync(transaction, request);
            var existing = await subscriptions.LockAsync(transaction, subscriber.Id, request.Wish.Newsletter);
            if (existing is { State: SubscriptionState.Confirmed or SubscriptionState.Paused }) return SignUpOutcome.AlreadyConfirmed;
            var id = await WaitForConfirmationAsync(transaction, subscriber.Id, existing, request);
            return await QueueConfirmationAsync(transaction, subscriber.Id, id);
        }, cancellationToken);

    /// <summary>Adds a confirmed subscription on the operator's word that its reader has agreed.</summary>
    /// <remarks>It never revives an address that is suppressed or a subscription that its reader ended.</remarks>
    public Task<SignUpOutcome> AddConfirmedAsync(SignUpRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            if (await suppressions.ContainsAsync(transaction, request.Address.Key)) return SignUpOutcome.Suppressed;
            var subscriber = await FindOrAddAsync(transaction, request);
            var existing = await subscriptions.LockAsync(transaction, subscriber.Id, request.Wish.Newsletter);
            if (existing is { State: SubscriptionState.Confirmed or SubscriptionState.Paused }) return SignUpOutcome.AlreadyConfirmed;
            if (existing?.UnsubscribedAt is not null) return SignUpOutcome.Unsubscribed;
            var id = await WaitForConfirmationAsync(transaction, subscriber.Id, existing, request);
            await subscriptions.ConfirmAsync(transaction, id, time.GetUtcNow());
            return SignUpOutcome.Confirmed;
        }, cancellationToken);

    /// <summary>Forgets sign-ups that nobody confirmed within <c>Privacy:UnconfirmedRetention</c>; returns how many.</summary>
    public Task<int> PurgeUnconfirmedAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var before = time.GetUtcNow() - privacy.UnconfirmedRetention;
            await subscribers.LockUnconfirmedAsync(transaction, before);
            var ended = await subscriptions.EndUnconfirmedAsync(transaction, before);
            await subscribers.DeleteWithoutSubscriptionAsync(transaction, before);
            return ended;
        }, cancellationToken);

    private async Task<Subscriber> FindOrAddAsync(DbTransaction transaction, SignUpRequest request)
    {
        var candidate = new Subscriber(RandomId.New(), request.Address.Address, request.Language, TextOnly: false, time.GetUtcNow());
        return await subscribers.FindOrAddAsync(transaction, request.Address.Key, candidate);
    }

    private async Task<string> WaitForConfirmationAsync(DbTransaction transaction, string subscriberId, Subscription? existing, SignUpRequest request)
    {
        await subscribers.SetUnconfirmedLanguageAsync(transaction, subscriberId, request.Language);
        if (existing is null) return await subscriptions.AddPendingAsync(transaction, subscriberId, request.Wish, time.GetUtcNow());
        await subscriptions.RenewPendingAsync(transaction, existing.Id, request.Wish, time.GetUtcNow());
        return existing.Id;
    }

    private async Task<SignUpOutcome> QueueConfirmationAsync(DbTransaction transaction, string subscriberId, string subscriptionId)
    {
        var now = time.GetUtcNow();
        if (await ConfirmationQueue.IsRecentAsync(transaction, subscriptionId, now - ConfirmationPause)
            || await ConfirmationQueue.CountOfSubscriberAsync(transaction, subscriberId, now - TimeSpan.FromDays(1)) >= ConfirmationsPerDay)
        {
            return SignUpOutcome.ConfirmationOnItsWay;
        }

        await ConfirmationQueue.AddAsync(transaction, subscriptionId, now);
        return SignUpOutcome.ConfirmationQueued;
    }
}
