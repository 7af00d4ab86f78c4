namespace Syndication.Worker.Http.Feeds;

/// <summary>A part of a feed for a reader that has the rest.</summary>
/// <param name="Representation">The part; its entity tag is that of the whole current feed (RFC 3229 §10.5.1).</param>
/// <param name="Base">Entity tag of the version that the reader has.</param>
internal sealed record FeedDelta(FeedRepresentation Representation, string Base);
