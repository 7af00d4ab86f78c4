using System.Text.Json;

namespace Syndication.Worker.Cli.Editions;

/// <summary>How commands write what the code names.</summary>
internal static class CommandText
{
    /// <summary>A state's name, as JSON has it.</summary>
    public static string Name<T>(T state)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
