using System.Data.Common;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a reader sees and changes by a link, without a login.</summary>
internal sealed class PreferencesWorkflow(
    Database database, PreferenceStore preferences, SubscriptionStore subscriptions, SignUpWorkflow signUps, PreferenceTokens tokens, TimeProvider time)
{
    /// <summary>How long a pause is.</summary>
    public static readonly TimeSpan PausePeriod = TimeSpan.FromDays(30);

    /// <summary>Whether an ended subscription may be taken back at once.</summary>
    public bool CanReturn(Subscription subscription) => SubscriptionWorkflow.CanResubscribe(subscription, time.GetUtcNow());

    /// <summary>Whether a subscription rests now; one whose time has come goes on with the next digest.</summary>
    public bool IsPaused(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return subscription.State == SubscriptionState.Paused && !(subscription.PausedUntil <= time.GetUtcNow());
    }

    /// <summary>What a link leads to; changes nothing.</summary>
    public Task<PreferenceReading> ReadAsync(string? token, CancellationToken cancellationToken) =>
        ChangeAsync(token, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Does what the reader asks for; what does not apply to a subscription as it is changes nothing.</summary>
    public async Task<PreferenceReading> ApplyAsync(string? token, PreferenceChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        SignUpRequest? unconfirmed = null;
        var reading = await ChangeAsync(token, async (transaction, reader) => unconfirmed = await ApplyAsync(transaction, reader, change), cancellationToken);
        if (unconfirmed is null) return reading;
        await signUps.SubscribeAsync(unconfirmed, cancellationToken);
        return await ReadAsync(token, cancellationToken);
    }

    private async Task<PreferenceReading> ChangeAsync(string? token, Func<DbTransaction, Reader, Task> change, CancellationToken cancellationToken)
    {
        var ticket = tokens.Read(token);
        if (ticket.Status != TokenStatus.Valid) return new PreferenceReading(ticket, null);
        return await database.WriteAsync(async transaction =>
        {
            if (await preferences.LockReaderAsync(transaction, ticket.SubscriptionId) is not { } reader) return new PreferenceReading(ticket, null);
            await change(transaction, reader);
            return new PreferenceReading(ticket, await preferences.LockReaderAsync(transaction, ticket.SubscriptionId));
        }, cancellationToken);
    }

    /// <summary>Applies a change; returns a sign-up that must be confirmed by mail first.</summary>
    private async Task<SignUpRequest?> ApplyAsync(DbTransaction transaction, Reader reader, PreferenceChange change)
    {
        var now = time.GetUtcNow();
        switch (change)
        {
            case PreferenceChange.Choose choice when reader.Find(choice.Newsletter) is { State: not SubscriptionState.Unsubscribed } chosen:
                await preferences.ChooseAsync(transaction, chosen.Id, choice.Schedule, choice.Tags);
                break;
            case PreferenceChange.Describe wish:
                await preferences.DescribeAsync(transaction, reader.Subscriber.Id, wish.Language, wish.TimeZone, wish.TextOnly);
                break;
            case PreferenceChange.Pause pause when reader.Find(pause.Newsletter) is { } paused:
                await preferences.PauseAsync(transaction, paused.Id, now + PausePeriod);
                break;
            case PreferenceChange.Resume resume when reader.Find(resume.Newsletter) is { } resumed:
                await preferences.ResumeAsync(transaction, resumed.Id);
                break;
            case PreferenceChange.Leave leave:
                foreach (var left in Of(reader, leave.Newsletter)) await subscriptions.UnsubscribeAsync(transaction, left.Id, now);
                break;
            case PreferenceChange.Return back:
                foreach (var ended in Of(reader, back.Newsletter).Where(CanReturn)) await subscriptions.ResubscribeAsync(transaction, ended.Id);
                break;
            case PreferenceChange.Join join:
                return await JoinAsync(transaction, reader, join.Wish, now);
        }

        return null;
    }

    private static IEnumerable<Subscription> Of(Reader reader, string? newsletter) =>
        reader.Subscriptions.Where(subscription => newsletter is null || subscription.Newsletter == newsletter);

    private async Task<SignUpRequest?> JoinAsync(DbTransaction transaction, Reader reader, SubscriptionWish wish, DateTimeOffset now)
    {
        var existing = reader.Find(wish.Newsletter);
        if (existing is { State: SubscriptionState.Confirmed or SubscriptionState.Paused }) return null;
        var hasConfirmed = reader.Subscriptions.Any(subscription => subscription.State is SubscriptionState.Confirmed or SubscriptionState.Paused);
        // What a reader ended only a new confirmation brings back (mail rule 21): the link may be in a digest that was forwarded.
        if (!hasConfirmed || existing?.UnsubscribedAt is not null)
        {
            return new SignUpRequest(new ReaderAddress(reader.Subscriber.Address, reader.AddressKey), reader.Subscriber.Language, wish);
        }

        var id = existing?.Id ?? await subscriptions.AddPendingAsync(transaction, reader.Subscriber.Id, wish, now);
        if (existing is not null) await subscriptions.RenewPendingAsync(transaction, id, wish, now);
        await subscriptions.ConfirmAsync(transaction, id, now);
        return null;
    }
}
