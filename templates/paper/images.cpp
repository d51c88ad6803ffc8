#include "templates/paper/images.h"

#include <png.h>

// jpeglib.h asks for FILE and leaves it to others.
#include <cstdio>
//
#include <jpeglib.h>

#include <csetjmp>
#include <vector>

#include "templates/paper/numbers.h"
#include "templates/paper/text.h"
#include "workflow/problem.h"

namespace tdkt::templates {
namespace {

using workflow::Problem;

constexpr std::int64_t most_pixels = 40'000'000;

[[noreturn]] void refuse(std::string_view name, std::string_view why) {
    throw Problem(workflow::Kind::blocked, joined({"Ảnh “", name, "” ", why, "."}),
                  {{std::string(name), joined({"Ảnh “", name, "” ", why, "."})}});
}

void check_size(std::string_view name, std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0 || width * height > most_pixels)
        refuse(name, "lớn hơn 40 triệu điểm ảnh; hãy thu nhỏ ảnh");
}

// Colours and coverage apart, as a PDF wants them.
void part(Image& image, const std::vector<unsigned char>& pixels) {
    const auto count = pixels.size() / 4;
    std::string colours(count * 3, '\0');
    std::string coverage(count, '\0');
    bool opaque = true;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t part = 0; part < 3; ++part)
            colours[3 * i + part] = static_cast<char>(pixels[4 * i + part]);
        coverage[i] = static_cast<char>(pixels[4 * i + 3]);
        opaque = opaque && pixels[4 * i + 3] == 255;
    }
    image.samples = deflated(colours);
    if (!opaque) image.coverage = deflated(coverage);
}

void read_png(Image& image, std::string_view name, std::string_view bytes) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&head, bytes.data(), bytes.size()))
        refuse(name, "không đọc được; hãy chọn lại tệp ảnh PNG hoặc JPEG");
    const std::unique_ptr<png_image, decltype(&png_image_free)> freed(&head, png_image_free);
    check_size(name, head.width, head.height);
    head.format = PNG_FORMAT_RGBA;
    std::vector<unsigned char> pixels(PNG_IMAGE_SIZE(head));
    // A warning is a check sum that fails or a part that is cut off.
    if (!png_image_finish_read(&head, nullptr, pixels.data(), 0, nullptr) ||
        head.warning_or_error != 0)
        refuse(name, "bị hỏng; hãy chọn lại tệp ảnh");
    image.type = "image/png";
    image.width = static_cast<int>(head.width);
    image.height = static_cast<int>(head.height);
    part(image, pixels);
}

struct Failure {
    jpeg_error_mgr manager;  // first: libjpeg knows nothing of what follows
    std::jmp_buf jump;
};

void leave(j_common_ptr info) {
    std::longjmp(reinterpret_cast<Failure*>(info->err)->jump, 1);
}

struct JpegHead {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int colours = 0;
    bool whole = false;  // every line was there
};

// Goes through the picture line by line and keeps none: libjpeg leaves by a jump,
// so that nothing here may own memory.
void scan_jpeg(std::string_view bytes, bool read_lines, JpegHead& head) {
    jpeg_decompress_struct info{};
    Failure failure{};
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = leave;
    failure.manager.emit_message = [](j_common_ptr common, int level) {
        if (level < 0) ++common->err->num_warnings;
    };
    if (setjmp(failure.jump)) return jpeg_destroy_decompress(&info);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&info, TRUE);
    head.width = info.image_width;
    head.height = info.image_height;
    head.colours = info.num_components;
    if (read_lines) {
        jpeg_start_decompress(&info);
        auto* const line = (*info.mem->alloc_sarray)(
            reinterpret_cast<j_common_ptr>(&info), JPOOL_IMAGE,
            info.output_width * static_cast<unsigned>(info.output_components), 1);
        while (info.output_scanline < info.output_height) jpeg_read_scanlines(&info, line, 1);
        jpeg_finish_decompress(&info);
        head.whole = failure.manager.num_warnings == 0;
    }
    jpeg_destroy_decompress(&info);
}

void read_jpeg(Image& image, std::string_view name, std::string_view bytes) {
    JpegHead head;
    scan_jpeg(bytes, false, head);
    if (head.colours == 0) refuse(name, "không đọc được; hãy chọn lại tệp ảnh PNG hoặc JPEG");
    check_size(name, head.width, head.height);
    if (head.colours != 1 && head.colours != 3)
        refuse(name, "không phải ảnh màu RGB hoặc ảnh xám; hãy lưu lại ảnh ở hệ màu RGB");
    scan_jpeg(bytes, true, head);
    if (!head.whole) refuse(name, "bị hỏng; hãy chọn lại tệp ảnh");
    image.type = "image/jpeg";
    image.width = static_cast<int>(head.width);
    image.height = static_cast<int>(head.height);
    image.colours = head.colours;
    image.packed = true;
}

std::string dictionary(const Image& image, int colours) {
    return "/Type/XObject/Subtype/Image/Width " + std::to_string(image.width) + "/Height " +
           std::to_string(image.height) + "/BitsPerComponent 8/ColorSpace/" +
           (colours == 1 ? "DeviceGray" : "DeviceRGB");
}

void write_stream(Objects& objects, int number, const std::string& dictionary,
                  std::string_view filter, std::string_view bytes) {
    objects.begin(number) +=
        joined({"<<", dictionary, "/Filter/", filter, "/Length ", std::to_string(bytes.size()),
                ">>stream\n", bytes, "\nendstream"});
    objects.end();
}

}  // namespace

ImagePtr read_image(const Print& print, std::string_view name) {
    if (!print.images || !print.images->contains(name)) refuse(name, "chưa có; hãy tải ảnh lên");
    const std::string_view bytes = print.images->find(name)->second;
    auto image = std::make_unique<Image>();
    if (bytes.starts_with("\x89PNG"))
        read_png(*image, name, bytes);
    else if (bytes.starts_with("\xff\xd8"))
        read_jpeg(*image, name, bytes);
    else
        refuse(name, "không phải tệp PNG hoặc JPEG; hãy chọn lại tệp ảnh");
    image->name = name;
    image->source = bytes;
    return image;
}

int write_image(Objects& objects, const Image& image) {
    const int number = objects.reserve(image.coverage.empty() ? 1 : 2);
    auto words = dictionary(image, image.colours);
    if (!image.coverage.empty()) words += "/SMask " + std::to_string(number + 1) + " 0 R";
    if (image.packed)
        write_stream(objects, number, words, "DCTDecode", image.source);
    else
        write_stream(objects, number, words, "FlateDecode", image.samples);
    if (!image.coverage.empty())
        write_stream(objects, number + 1, dictionary(image, 1), "FlateDecode", image.coverage);
    return number;
}

}  // namespace tdkt::templates
