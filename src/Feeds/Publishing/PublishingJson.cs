using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Syndication.Feeds.Publishing;

/// <summary>How the files beside the feeds are read and written, by code that was made when this was compiled: finding out about types takes longer than the writing.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ManifestFile.Stored))]
[JsonSerializable(typeof(ImmutableArray<PublishedFile>))]
[JsonSerializable(typeof(FeedSettings))]
internal sealed partial class PublishingJson : JsonSerializerContext;
