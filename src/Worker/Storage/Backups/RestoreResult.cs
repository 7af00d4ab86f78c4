namespace Syndication.Worker.Storage.Backups;

/// <summary>What a restore came to.</summary>
/// <param name="Fault">Why nothing was changed; null where it was restored.</param>
/// <param name="Aside">Where the old database lies now; null where there was none.</param>
internal sealed record RestoreResult(string? Fault, string? Aside);
