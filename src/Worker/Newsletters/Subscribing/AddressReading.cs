namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What <see cref="AddressRules"/> made of a text.</summary>
/// <param name="Address">The address, or null where there is a fault.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record AddressReading(ReaderAddress? Address, AddressFault Fault);
