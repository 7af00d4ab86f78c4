namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>A reader's address that passed <see cref="AddressRules"/>.</summary>
/// <param name="Address">As the person wrote it, in Unicode's NFC form, the domain as A-labels in lower case.</param>
/// <param name="Key">Equal for all spellings of one person's address.</param>
internal sealed record ReaderAddress(string Address, string Key);
