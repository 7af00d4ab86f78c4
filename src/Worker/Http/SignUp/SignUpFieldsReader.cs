using System.Text.Json;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Reads a sign-up from a form or a JSON object.</summary>
internal static class SignUpFieldsReader
{
    private const int DeepestJson = 4;

    /// <summary>The fields of a form.</summary>
    public static SignUpFields FromForm(IFormCollection form) => new()
    {
        Newsletter = Text(form, "newsletter"),
        Email = Text(form, "email"),
        Schedule = Text(form, "schedule"),
        Tags = [.. form["tags"].OfType<string>().Where(tag => tag.Length > 0)],
        About = Text(form, "about"),
        TimeZone = Text(form, "timeZone"),
        Language = Text(form, "lang"),
        Website = Text(form, "website"),
        Shown = Text(form, "shown"),
        Return = Text(form, "return"),
    };

    /// <summary>The fields of a JSON object; null, with the status to answer, where the body is none.</summary>
    public static async Task<(SignUpFields? Fields, int Status)> FromJsonAsync(HttpRequest request)
    {
        if (!FormReader.Limit(request)) return (null, StatusCodes.Status413PayloadTooLarge);
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = DeepestJson }, request.HttpContext.RequestAborted);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? (FromJson(json.RootElement), StatusCodes.Status200OK)
                : (null, StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode);
        }
    }

    private static SignUpFields FromJson(JsonElement json) => new()
    {
        Newsletter = Text(json, "newsletter"),
        Email = Text(json, "email"),
        Schedule = Text(json, "schedule"),
        Tags = json.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array ? [.. tags.EnumerateArray().Select(Text)] : [],
        TimeZone = Text(json, "timeZone"),
        Language = Text(json, "language"),
        Website = Text(json, "website"),
    };

    private static string Text(IFormCollection form, string field) => form[field].FirstOrDefault() ?? "";

    private static string Text(JsonElement json, string field) => json.TryGetProperty(field, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
