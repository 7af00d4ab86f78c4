namespace Syndication.Worker.Model.Sending;

/// <summary>That an edition is paused.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">The server's words, or a sentence for people; holds no reader's address.</param>
/// <param name="Since">Since when, in UTC.</param>
public sealed record EditionPause(PauseReason Reason, string Note, DateTimeOffset Since);
