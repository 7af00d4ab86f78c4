namespace Syndication.Worker.Outgoing;

/// <summary>A name leads to an address that must not be reached; carries the refusal through the HTTP client.</summary>
internal sealed class RefusedAddressException() : IOException("The address is not allowed.");
