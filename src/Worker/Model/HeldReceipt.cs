using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>What a reader was sent.</summary>
/// <param name="Occurrence">The firing that it was sent for, by local wall time.</param>
/// <param name="State">Sent, or Unknown where it may have arrived.</param>
/// <param name="SentAt">When, in UTC.</param>
/// <param name="Posts">Identities of the posts.</param>
public sealed record HeldReceipt(string Occurrence, DeliveryState State, DateTimeOffset SentAt, ImmutableArray<string> Posts);
