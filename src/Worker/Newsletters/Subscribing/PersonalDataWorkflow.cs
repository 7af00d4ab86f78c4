using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>A reader's rights to what is held about them: to have it, to have it erased, and to get the link for both.</summary>
internal sealed class PersonalDataWorkflow(
    Database database, PreferenceStore preferences, HoldingsStore holdings, ErasureStore erasure, PreferenceTokens tokens, TimeProvider time)
{
    /// <summary>Within this time of one link no second is mailed.</summary>
    public static readonly TimeSpan LinkPause = TimeSpan.FromMinutes(10);

    /// <summary>Links that one address gets in 24 hours at most, whoever asks for them.</summary>
    public const int LinksPerDay = 6;

    /// <summary>Mails a link to the preferences of whoever has that address; nobody learns whether anyone does.</summary>
    public Task RequestLinkAsync(ReaderAddress address, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            if (await preferences.FindSubscriptionAsync(transaction, address.Key) is { } id) await QueueAsync(transaction, id);
        }, cancellationToken);

    /// <summary>Mails a link to the preferences of a subscription's reader.</summary>
    public Task RequestLinkAsync(string subscriptionId, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => QueueAsync(transaction, subscriptionId), cancellationToken);

    /// <summary>Everything that is held about a link's reader, as JSON; null where the link is not one that was asked for.</summary>
    public async Task<byte[]?> ExportAsync(string? token, CancellationToken cancellationToken)
    {
        var ticket = tokens.Read(token);
        if (ticket is not { Status: TokenStatus.Valid, IsRequested: true }) return null;
        if (await FindKeyAsync(ticket, cancellationToken) is not { } key) return null;
        return await holdings.ReadAsync(key, cancellationToken) is { } held ? SubscriberExport.ToJson(held, time.GetUtcNow()) : null;
    }

    /// <summary>Erases a link's reader, whichever mail the link came in; again and again the same.</summary>
    public async Task<TokenStatus> EraseAsync(string? token, CancellationToken cancellationToken)
    {
        var ticket = tokens.Read(token);
        if (ticket.Status != TokenStatus.Valid) return ticket.Status;
        await database.WriteAsync(async transaction =>
        {
            if (await preferences.LockReaderAsync(transaction, ticket.SubscriptionId) is { } reader) await erasure.EraseAsync(transaction, reader.AddressKey);
        }, cancellationToken);
        return TokenStatus.Valid;
    }

    private Task<string?> FindKeyAsync(PreferenceTicket ticket, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction => (await preferences.LockReaderAsync(transaction, ticket.SubscriptionId))?.AddressKey, cancellationToken);

    private Task<bool> QueueAsync(System.Data.Common.DbTransaction transaction, string subscriptionId) =>
        preferences.QueueLinkAsync(transaction, subscriptionId, LinkPause, LinksPerDay, time.GetUtcNow());
}
