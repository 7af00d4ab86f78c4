namespace Syndication.Feeds.Content.Reading;

/// <summary>Front matter, or why there is none.</summary>
/// <param name="Mapping">Its keys and values; null where <paramref name="Problem"/> says why not.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
internal readonly record struct FrontMatterResult(FrontMatterMapping? Mapping, Problem? Problem);
