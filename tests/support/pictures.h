// Pictures for tests: half red, half seen through.
#pragma once

#include <png.h>

#include <cstdio>
//
#include <jpeglib.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace tdkt::test {

inline std::string png(int width, int height) {
    std::vector<unsigned char> pixels;
    for (int i = 0; i < width * height; ++i)
        for (const int part : {200, 16, i % 256, i % 2 ? 255 : 90})
            pixels.push_back(static_cast<unsigned char>(part));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    png_image_write_get_memory_size(image, size, 0, pixels.data(), 0, nullptr);
    std::string out(size, '\0');
    png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr);
    out.resize(size);
    return out;
}

inline std::string jpeg(int width, int height) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < height; ++y) {
        std::vector<unsigned char> line;
        for (int x = 0; x < 3 * width; ++x)
            line.push_back(static_cast<unsigned char>(x * 37 + y * 91));
        auto* row = line.data();
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::string out(reinterpret_cast<char*>(bytes), size);
    std::free(bytes);
    return out;
}

}  // namespace tdkt::test
