namespace Syndication.Feeds.Content.Reading;

/// <summary>A file's bytes as text.</summary>
/// <param name="Length">Characters that were written, byte-order mark left out; of them as many as decode.</param>
/// <param name="BadByte">Offset in the file, from 0, of the first byte that does not decode; -1 where all do.</param>
internal readonly record struct DecodedText(int Length, int BadByte);
