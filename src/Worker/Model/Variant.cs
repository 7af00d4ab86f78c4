namespace Syndication.Worker.Model;

/// <summary>A stored variant; its bytes come with its first rendering and never change after.</summary>
/// <param name="EditionId">The edition it belongs to.</param>
/// <param name="Key">Its name there.</param>
/// <param name="Spec">What it shows.</param>
/// <param name="Content">Its words, or null before its first rendering.</param>
/// <param name="Revision">The ledger's revision when it was read: it was planned with that one, or an older.</param>
public sealed record Variant(string EditionId, string Key, VariantSpec Spec, MailContent? Content, long Revision);
