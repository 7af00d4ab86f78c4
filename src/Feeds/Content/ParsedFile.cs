using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>What a file holds.</summary>
/// <param name="File">Path below the content folder, with <c>/</c>.</param>
/// <param name="State">What it is, whatever the time.</param>
/// <param name="Post">The post; null unless <paramref name="State"/> is <see cref="FileState.Post"/>. Its tags have the file's own labels; the snapshot settles labels and slugs among all posts.</param>
/// <param name="Problems">What is wrong with it, in the file's order; empty for excluded files and drafts.</param>
public sealed record ParsedFile(string File, FileState State, Post? Post, ImmutableArray<Problem> Problems);
