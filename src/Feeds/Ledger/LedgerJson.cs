using System.Text.Json.Serialization;

namespace Syndication.Feeds.Ledger;

/// <summary>
/// How the ledger's file is read and written, by code that was made when this was compiled: finding out about types takes a short run as long as the writing.
/// </summary>
/// <remarks>As text and as objects at once, a large ledger would be most of the memory of a build: it passes through a buffer.</remarks>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", DefaultBufferSize = 256 * 1024, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LedgerFile.Stored))]
[JsonSerializable(typeof(LedgerFile.StoredPast))]
internal sealed partial class LedgerJson : JsonSerializerContext;
