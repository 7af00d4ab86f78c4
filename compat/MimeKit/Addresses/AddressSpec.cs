namespace MimeKit.Addresses;

/// <summary>An address without a display name.</summary>
/// <param name="Text">The address, its domain as Unicode.</param>
/// <param name="At">Where its at sign is; -1 if it has no domain.</param>
internal readonly record struct AddressSpec(string Text, int At);
