using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>What a file says of where a person stands.</summary>
internal readonly record struct ImportStatus
{
    /// <summary>The state; null where the line is no subscription.</summary>
    public SubscriptionState? State { get; private init; }

    /// <summary>Why the address is never mailed, or null.</summary>
    public SuppressionReason? Suppression { get; private init; }

    /// <summary>Why the line is not taken, or null.</summary>
    public string? Refusal { get; private init; }

    /// <summary>A subscription in a state; <see cref="SubscriptionState.Pending"/> where nothing says that it was confirmed.</summary>
    public static ImportStatus In(SubscriptionState state) => new() { State = state };

    /// <summary>An address that is never mailed.</summary>
    public static ImportStatus Never(SuppressionReason reason) => new() { Suppression = reason };

    /// <summary>A line that is not taken.</summary>
    public static ImportStatus Refuse(string reason) => new() { Refusal = reason };
}
