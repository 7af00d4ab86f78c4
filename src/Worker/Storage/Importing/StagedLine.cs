namespace Syndication.Worker.Storage.Importing;

/// <summary>A line with what the database adds to it.</summary>
/// <param name="Line">The line.</param>
/// <param name="SubscriberId">Id of the subscriber, where there is none yet.</param>
/// <param name="SubscriptionId">Id of the subscription, where there is none yet.</param>
/// <param name="AddressHash">Keyed hash of the address, as suppressions have it.</param>
public sealed record StagedLine(ImportLine Line, string SubscriberId, string SubscriptionId, string AddressHash)
{
    /// <summary>The last arrival that the newsletter has had: what is new to this reader comes later.</summary>
    public long AnnouncedThrough { get; set; }

    /// <summary>The texts, in the order of <see cref="ImportStage.TextColumns"/>.</summary>
    internal string? Text(int column) => column switch
    {
        0 => SubscriberId,
        1 => SubscriptionId,
        2 => Line.Address,
        3 => Line.AddressKey,
        4 => AddressHash,
        5 => Line.Language,
        6 => Line.Newsletter,
        7 => Line.Schedule,
        8 => Line.Tags,
        9 => Line.TimeZone,
        10 => Line.State.ToString(),
        11 => Line.Suppression?.ToString(),
        12 => Line.ConsentText,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>The numbers, in the order of <see cref="ImportStage.NumberColumns"/>.</summary>
    internal long? Number(int column) => column switch
    {
        0 => Line.Line,
        1 => Line.ConsentAt.ToUnixTimeMilliseconds(),
        2 => Line.ConfirmedAt?.ToUnixTimeMilliseconds(),
        3 => Line.PausedUntil?.ToUnixTimeMilliseconds(),
        4 => Line.UnsubscribedAt?.ToUnixTimeMilliseconds(),
        5 => AnnouncedThrough,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
