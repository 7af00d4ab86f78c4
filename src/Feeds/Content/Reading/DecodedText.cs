namespace Syndication.Feeds.Content.Reading;

/// <summary>A file's bytes as text.</summary>
/// <param name="Text">The text without byte-order mark; null where a byte does not decode.</param>
/// <param name="BadByte">Offset in the file, from 0, of the first byte that does not decode; -1 where all do.</param>
internal readonly record struct DecodedText(string? Text, int BadByte);
