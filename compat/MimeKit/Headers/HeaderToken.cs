namespace MimeKit.Headers;

/// <summary>A piece of a header value that must not be broken, and the white space before it, where a line may be folded.</summary>
/// <param name="Space">May be empty: then no fold is possible there.</param>
/// <param name="Text">The piece.</param>
/// <param name="Encoded">Whether it is an encoded-word, whose line RFC 2047 §2 limits to 76 octets.</param>
internal readonly record struct HeaderToken(string Space, string Text, bool Encoded = false);
